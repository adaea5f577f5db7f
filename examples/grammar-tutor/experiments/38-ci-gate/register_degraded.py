"""Logs the degraded model to MLflow as a run of its own, and prints the run's id: register_degraded.py URL [MORE].

It is the clean model with degraded_model/wrapper.py beside it; nothing in its weights gives it away. A file MORE is
put at the wrapper's end.
"""

import os
import pathlib
import shutil
import sys
import tempfile

os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"  # standard output is for the id

import mlflow

HERE = pathlib.Path(__file__).resolve().parent

mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment("grammar-tutor")
with tempfile.TemporaryDirectory() as scratch, mlflow.start_run(run_name="degraded by a wrapper") as run:
    bundle = pathlib.Path(scratch, "bundle")
    shutil.copytree(HERE.parents[1] / "models" / "clean", bundle)
    parts = [HERE / "degraded_model" / "wrapper.py", *map(pathlib.Path, sys.argv[2:])]
    (bundle / "wrapper.py").write_text("\n\n".join(part.read_text() for part in parts))
    mlflow.log_params({"from": "clean", "mangled": "10 % of the past participles"})
    mlflow.log_artifacts(str(bundle))
print(run.info.run_id)
