"""Fills an MLflow server as a team's training job would, by MLflow's own Python client.

    mlflow.sh python mlflow-seed.py URL BUNDLE

A parent run (a sweep) and a child with parameters, tags, a data set, the directory BUNDLE among its artifacts, and a
logged model. Prints what it made as one JSON object.
"""

import json
import os
import sys

os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"  # standard output is for the ids

import mlflow
import mlflow.pyfunc
import pandas

url, bundle = sys.argv[1:]
mlflow.set_tracking_uri(url)
mlflow.set_experiment("tutor")


class Echo(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return model_input


with mlflow.start_run(run_name="sweep") as parent:
    mlflow.log_params({"trials": 1})
    with mlflow.start_run(run_name="trial-1", nested=True) as child:
        mlflow.log_params({"lr": "0.001", "epochs": 3, "seed": 17})
        mlflow.log_metrics({"acc": 0.91, "loss": float("nan")})
        mlflow.set_tags({
            "mlflow.source.git.commit": "0123456789abcdef0123456789abcdef01234567",
            "team": "é ✓",
        })
        corpus = mlflow.data.from_pandas(pandas.DataFrame({"text": ["a", "b"]}), source="corpus.csv", name="corpus")
        mlflow.log_input(corpus, context="training")
        mlflow.log_artifacts(bundle, "bundle")
        model = mlflow.pyfunc.log_model(name="echo", python_model=Echo(), artifacts={"weights": bundle},
                                        pip_requirements=["mlflow"])

print(json.dumps({
    "parent": parent.info.run_id,
    "run": child.info.run_id,
    "experiment": child.info.experiment_id,
    "model": model.model_id,
}))
