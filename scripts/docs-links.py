"""Sees that what the Markdown pages link to inside this repository is there; status 1 and a line for each that is not."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)\s]*)?\)")
broken = 0
for name in subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n"):
    if not name:
        continue
    code = False
    for number, line in enumerate((ROOT / name).read_text().split("\n"), 1):
        code ^= line.lstrip().startswith("```")
        for target in [] if code else [match.group(1) for match in LINK.finditer(re.sub(r"`[^`]*`", "", line))]:
            if not re.match(r"[a-z]+:", target) and not ((ROOT / name).parent / target).exists():
                broken += 1
                print("::warning file=%s,line=%d::%s does not exist" % (name, number, target))
sys.exit(broken > 0)
