"""Logs a bundle as a run of its own, and prints the run's id: log_model.py URL BUNDLE NAME."""

import os
import sys

os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"  # standard output is for the id

import mlflow

url, bundle, name = sys.argv[1:]
mlflow.set_tracking_uri(url)
mlflow.set_experiment("grammar-tutor")
with mlflow.start_run(run_name=name) as run:
    mlflow.log_params({"seed": 7, "from": name})
    mlflow.log_artifacts(bundle)
print(run.info.run_id)
