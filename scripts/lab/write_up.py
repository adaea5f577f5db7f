"""Writes the record of a lab run: write_up.py LAB OUT BASELINE. See write-up.sh."""

import hashlib
import json
import os
import re
import sys

import markdown

lab, out, baseline = sys.argv[1:]
runs = json.load(open(os.path.join(lab, "runs.json")))

PAGE = """<!doctype html><meta charset="utf-8"><title>comment</title><style>
body {{ font: 14px/1.5 system-ui, sans-serif; margin: 16px; color: #1f2328; background: #fff }}
.comment {{ border: 1px solid #d1d9e0; border-radius: 6px }}
.head {{ background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px; color: #59636e }}
.body {{ padding: 0 16px 8px; overflow-wrap: anywhere }}
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }}
code {{ background: #f0f1f2; border-radius: 6px; padding: .2em .4em; font-size: 85% }}
</style><div class="comment"><div class="head"><b>github-actions</b> bot commented</div><div class="body">{}</div></div>
"""


def comment(state):
    return json.load(open(os.path.join(lab, state, "comments.json")))[-1]["body"]


def log(state):
    lines = []
    for text in open(os.path.join(lab, state, "act.jsonl")):
        entry = json.loads(text)
        message = entry.get("msg", "").rstrip()
        step = entry.get("step")
        if entry.get("raw_output") and step and not step.startswith(("1: set up", "Set up", "1: build", "Build")):
            lines += ["%-52s %s" % (step[:52], line) for line in message.split("\n")]
        elif entry.get("jobResult"):
            lines.append("%-52s job %s" % (entry["jobID"], entry["jobResult"]))
        elif entry.get("stepResult") == "failure" and entry.get("stage") == "Main":
            lines.append("%-52s step failed" % step[:52])
    return "\n".join(line.rstrip().replace(lab, "LAB") for line in lines)


def table(state):
    return "\n".join(line for line in comment(state).split("\n") if line.startswith("|"))


def page(name, state, title, story):
    body = comment(state)
    with open(os.path.join(lab, "pr_%s.html" % name), "w") as file:
        file.write(PAGE.format(markdown.markdown(body, extensions=["tables"])))
    with open(os.path.join(out, "pr_%s.md" % name), "w") as file:
        file.write("# %s\n\n%s\n\n## The log\n\n```\n%s\n```\n\n## The comment\n\n![The comment](pr_%s.png)\n\n%s\n"
                   % (title, story, log(state), name, re.sub(r"<!--.*?-->\n", "", body).strip()))


SETTING = """The workflow is this repository's own file, run by act on one machine: a real MLflow server, the registry in a
git repository of its own, and a stand-in for GitHub that holds each request to GitHub's OpenAPI description. The secrets that the
workflow names are listed in [docs/ci.md](../../../../docs/ci.md); the lab uses none of them."""

page("clean", "clean", "A clean candidate: promoted",
     "A pull request asks for run `%s` (the clean tutor) as `v0.3.1` and gets the label `deploy-candidate`.\n"
     "All six stages pass: the registry has a new event and the tag. A second run of the same request promotes nothing\n"
     "twice. %s" % (runs["clean"], SETTING))
page("regressed", "degraded", "A degraded candidate: refused",
     "A pull request asks for run `%s` (the tutor with perturbed weights of the past participle) as `v0.3.2`.\n"
     "Stage 5 refuses it: one bucket fell by more than two points, though the accuracy over all hardly moved. Stage 6 does\n"
     "not run, and the registry is, commit for commit, what it was. The clean model behind a wrapper that turns every tenth\n"
     "past participle around (`degraded_model/wrapper.py`, run `%s`) is refused likewise:\n\n%s\n\n%s"
     % (runs["degraded"], runs["wrapped"], table("wrapped"), SETTING))
digest = hashlib.sha256(open(baseline, "rb").read()).hexdigest()
with open(os.path.join(out, "manifest.json"), "w") as file:
    json.dump({"clean": {"run_id": runs["clean"], "eval_baseline_sha256": digest},
               "regressed": {"run_id": runs["degraded"], "eval_baseline_sha256": digest},
               "regressed_by_wrapper": {"run_id": runs["wrapped"], "eval_baseline_sha256": digest}}, file, indent=2)
    file.write("\n")
