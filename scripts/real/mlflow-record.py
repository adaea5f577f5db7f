"""Records what an MLflow server answers about what mlflow-seed.py made there.

    mlflow-record.py URL IDS OUT

URL names the server, IDS a file with the seed's output, OUT gets one exchange a line: fixtures/mlflow-training-run.jsonl,
which the fast tests replay. To be run again for a newer MLflow. Ports are written as PORT.
"""

import base64
import json
import os
import re
import sys
import urllib.parse
import urllib.request

url, ids_file, out_file = sys.argv[1:]
with open(ids_file) as file:
    ids = json.load(file)
API = url + "/api/2.0/mlflow/"
FILES = url + "/api/2.0/mlflow-artifacts/artifacts/"
KEPT = ("content-type", "etag", "last-modified")
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
lines = []


def text_of(raw):
    """A body as text where it is UTF-8, without this server's port and the directory of the seed."""
    try:
        text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", raw.decode())
        return {"body": text.replace(os.path.dirname(os.path.abspath(__file__)) + "/", "")}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(raw).decode()}


def ask(name, method, address, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {} if body is None else {"Content-Type": "application/json"}
    with opener.open(urllib.request.Request(address, data, headers, method=method)) as answer:
        raw = answer.read()
        kept = {key.lower(): value for key, value in answer.headers.items() if key.lower() in KEPT}
        response = {"status": answer.status, "headers": kept, **text_of(raw)}
    request = {"method": method, "url": re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", address), "headers": headers}
    if body is not None:
        request["body"] = json.dumps(body)
    lines.append(json.dumps({"n": len(lines) + 1, "name": name, "request": request, "response": response}))
    return raw


def walk(name, listing, parameter, root, folder=None):
    """One listing after the other, as the gate asks for them, and every file."""
    query = dict(listing[1])
    if folder:
        query[parameter] = folder
    address = API + listing[0] + ("?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote, safe="") if query else "")
    for entry in json.loads(ask(name + " list", "GET", address)).get("files", []):
        if entry.get("is_dir"):
            walk(name, listing, parameter, root, entry["path"])
        else:
            at = FILES + root + "/" + urllib.parse.quote(entry["path"], safe="/")
            ask(name + " head", "HEAD", at)
            ask(name + " file", "GET", at)


ask("version", "GET", url + "/version")
run = json.loads(ask("training run", "GET", API + "runs/get?run_id=" + ids["run"]))["run"]
ask("parent run", "GET", API + "runs/get?run_id=" + ids["parent"])
ask("runs search", "POST", API + "runs/search",
    {"experiment_ids": [ids["experiment"]], "filter": "params.seed = '17'", "max_results": 1})
root = urllib.parse.urlparse(run["info"]["artifact_uri"]).path.lstrip("/")
walk("run", ("artifacts/list", {"run_id": ids["run"]}), "path", root)
model = json.loads(ask("logged model", "GET", API + "logged-models/" + ids["model"]))["model"]
root = urllib.parse.urlparse(model["info"]["artifact_uri"]).path.lstrip("/")
walk("model", ("logged-models/" + ids["model"] + "/artifacts/directories", {}), "artifact_directory_path", root)

with open(out_file, "w") as file:
    file.writelines(line + "\n" for line in lines)
