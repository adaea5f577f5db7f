"""A run with metrics and a table, logged by MLflow's own client: mlflow_run.py URL prints the run's id."""

import os
import sys

os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"  # standard output is for the id

import mlflow

mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment("tutor-evaluation")
with mlflow.start_run(run_name="evaluation") as run:
    mlflow.log_metrics({"accuracy": 2 / 3, "irregular_accuracy": 0.5, "loss": 0.31, "latency_p50": 12.5})
    mlflow.log_table({
        "question": ["past of go?", "past of eat?", "past of walk?"],
        "answer": ["went", "eated", "walked"],
        "expected": ["went", "ate", "walked"],
        "correct": [True, False, True],
        "kinds": [["irregular"], ["irregular"], ["regular", "short"]],
        "note": [None, "an old form", None],
    }, "answers.json")
print(run.info.run_id)
