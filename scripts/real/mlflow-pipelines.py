"""Makes runs of a pipeline on an MLflow server by MLflow's own client, and records what the server answers about them.

    mlflow.sh python mlflow-pipelines.py URL OUT [NAME...]

A pipeline's run holds its stages as nested runs. Besides two sound ones there are those that a gate must not pass. Prints
their ids by name as one JSON object; OUT, where it is not "-", gets one exchange a line: fixtures/mlflow-pipelines.jsonl.
With names, only those are made.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.request

os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"  # standard output is for the ids

import mlflow
import pandas
from mlflow.tracking import MlflowClient

url, out_file, *names = sys.argv[1:]
mlflow.set_tracking_uri(url)
experiment = mlflow.set_experiment("ranker").experiment_id
GOOD = {"accuracy": 0.901, "auc": 0.933}
DATA = pandas.DataFrame({"clicks": [1, 2, 3]})
OTHER_DATA = pandas.DataFrame({"clicks": [1, 2, 4]})


def pipeline(name, stages, data=DATA, metrics=None, tags=None, end="FINISHED"):
    """STAGES: name, metrics and last status of each."""
    with mlflow.start_run(run_name=name, tags=tags) as outer:
        mlflow.log_input(mlflow.data.from_pandas(data, source="clicks.csv", name="clicks"), context="training")
        if metrics:
            mlflow.log_metrics(metrics)
        for stage, measured, status in stages:
            nested = mlflow.start_run(run_name=stage, nested=True)
            if measured:
                mlflow.log_metrics(measured)
            mlflow.end_run(status)
            assert nested.info.run_id
    MlflowClient(url).set_terminated(outer.info.run_id, end)
    return outer.info.run_id


def stages(evaluated, status="FINISHED", trained=None):
    return [("prepare", None, "FINISHED"), ("train", trained or {"loss": 0.31}, "FINISHED"), ("evaluate", evaluated, status)]


PIPELINES = {
    "previous": lambda: pipeline("ranker.v1", stages({"accuracy": 0.893, "auc": 0.927})),
    "good": lambda: pipeline("ranker.v2", stages(GOOD)),
    "worse": lambda: pipeline("ranker.v3", stages({"accuracy": 0.841, "auc": 0.891})),
    "no-evaluation": lambda: pipeline("ranker.no-evaluation", stages(GOOD)[:2]),
    "measured-in-training": lambda: pipeline("ranker.wrong-stage", stages(None, trained=GOOD)),
    "measured-outside": lambda: pipeline("ranker.outside", stages(None), metrics=GOOD),
    "other-data": lambda: pipeline("ranker.other-data", stages(GOOD), data=OTHER_DATA),
    "failed-evaluation": lambda: pipeline("ranker.failed", stages(GOOD, status="FAILED")),
    "degraded": lambda: pipeline("ranker.degraded", stages(GOOD), tags={"modelgate.degraded": "two of nine shards were read"}),
    "not-a-number": lambda: pipeline("ranker.nan", stages({"accuracy": float("nan"), "auc": 0.933})),
    "killed": lambda: pipeline("ranker.killed", stages(GOOD), end="KILLED"),
    "one-run": lambda: pipeline("ranker.flat", [], metrics=GOOD, tags={"modelgate.stage": "evaluate"}),
}
ids = {name: make() for name, make in PIPELINES.items() if name in (names or PIPELINES)}

if out_file != "-":
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    api = url + "/api/2.0/mlflow/"

    def exchange(name, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        try:
            answer = opener.open(urllib.request.Request(api + path, data, headers, method=method))
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            text = re.sub(r'("mlflow.source.git.branch",\s*"value": ")[^"]*', r"\1main", answer.read().decode())
            response = {"status": answer.status, "headers": {"content-type": answer.headers["content-type"]}, "body": text}
        request = {"method": method, "url": "http://127.0.0.1:PORT/api/2.0/mlflow/" + path, "headers": headers}
        if body is not None:
            request["body"] = json.dumps(body)
        line = json.dumps({"name": name, "request": request, "response": response})
        line = line.replace(os.path.dirname(os.path.abspath(__file__)) + "/", "")
        return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", line) + "\n"

    with open(out_file, "w") as out:
        for name, run in ids.items():
            out.write(exchange(name, "GET", "runs/get?run_id=" + run))
            out.write(exchange(name + " stages", "POST", "runs/search", {
                "experiment_ids": [experiment],
                "filter": f"tags.mlflow.parentRunId = '{run}'",
                "max_results": 1000,
            }))
        out.write(exchange("nowhere", "GET", "runs/get?run_id=0123456789abcdef0123456789abcdef"))

print(json.dumps(ids))
