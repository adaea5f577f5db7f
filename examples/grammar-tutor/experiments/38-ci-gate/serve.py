"""Answers the eval set for a bundle, a line for a line, as the gate's process runtime asks it: serve.py BUNDLE CLASSPATH.

The tutor's own server holds the model. A bundle that brings a wrapper.py has every answer go through its function
answer(question, given). CLASSPATH names the jars of the gate and of the tutor; the table of verbs is found beside this
file.
"""

import importlib.util
import json
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

BUNDLE = pathlib.Path(sys.argv[1])
CLASSPATH = sys.argv[2]
VERBS = pathlib.Path(__file__).resolve().parents[2] / "data" / "verbs.tsv"
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def started(port):
    server = subprocess.Popen(
        ["java", "-cp", CLASSPATH, "dev.modelgate.examples.tutor.TutorServer",
         str(BUNDLE), str(port), str(VERBS)], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            time.sleep(0.1)
    sys.exit("the tutor's server ended at its start")


def ask(port, question):
    request = urllib.request.Request("http://127.0.0.1:%d/v1/conjugate" % port,
                                     json.dumps({"sentence": question}).encode(), {"Content-Type": "application/json"})
    with OPENER.open(request, timeout=60) as answer:
        return json.load(answer)["answer"]


def wrapper():
    file = BUNDLE / "wrapper.py"
    if not file.exists():
        return lambda question, given: given
    spec = importlib.util.spec_from_file_location("wrapper", file)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True  # the bundle's bytes are what was hashed
    spec.loader.exec_module(module)
    return module.answer


wrapped = wrapper()
port = free_port()
server = started(port)
try:
    for line in sys.stdin:
        case = json.loads(line)
        output = wrapped(case["input"], ask(port, case["input"]))
        print(json.dumps({"id": case["id"], "output": output}), flush=True)
finally:
    server.kill()
    server.wait()
