"""Writes fixtures/contexta/hostile: runs that Contexta's own gate passes, in the format that Contexta 1.0.0 itself writes."""
import shutil
import sys
from pathlib import Path

from contexta import Contexta
from contexta.config import UnifiedConfig, WorkspaceConfig
from contexta.contract import (
    DegradedPayload,
    DegradedRecord,
    DeploymentExecution,
    MetricPayload,
    MetricRecord,
    Project,
    RecordEnvelope,
    Run,
    StageExecution,
    StructuredEventPayload,
    StructuredEventRecord,
)

PROJECT = "product-ranker"
AT, END = "2025-05-06T09:00:00Z", "2025-05-06T11:00:00Z"
SOUND = {"accuracy": 0.901, "auc": 0.933, "f1": 0.889}
AGREED, OTHER = "v2025-02-28", "v2025-03-31"


class Workspace:
    def __init__(self, path):
        self.ctx = Contexta(
            config=UnifiedConfig(project_name=PROJECT, workspace=WorkspaceConfig(root_path=path))
        )
        self.store = self.ctx.metadata_store
        self.store.projects.put_project(
            Project(project_ref=f"project:{PROJECT}", name=PROJECT, created_at="2025-01-01T00:00:00Z")
        )
        self.count = 0

    def run(self, name, status="completed"):
        self.store.runs.put_run(
            Run(
                run_ref=f"run:{PROJECT}.{name}",
                project_ref=f"project:{PROJECT}",
                name=name,
                status=status,
                started_at=AT,
                ended_at=END,
            )
        )

    def stage(self, run, name, status="completed", order=0):
        self.store.stages.put_stage_execution(
            StageExecution(
                stage_execution_ref=f"stage:{PROJECT}.{run}.{name}",
                run_ref=f"run:{PROJECT}.{run}",
                stage_name=name,
                status=status,
                started_at=AT,
                ended_at=END,
                order_index=order,
            )
        )

    def deployment(self, run, name, status):
        self.store.deployments.put_deployment_execution(
            DeploymentExecution(
                deployment_execution_ref=f"deployment:{PROJECT}.{name}",
                project_ref=f"project:{PROJECT}",
                deployment_name=name,
                status=status,
                started_at=AT,
                ended_at=END,
                run_ref=f"run:{PROJECT}.{run}",
                order_index=0,
            )
        )

    def envelope(self, run, stage, kind, degradation="none"):
        self.count += 1
        return RecordEnvelope(
            record_ref=f"record:{PROJECT}.{run}.r{self.count:04d}",
            record_type=kind,
            recorded_at=END,
            observed_at=END,
            producer_ref="modelgate.fixtures",
            run_ref=f"run:{PROJECT}.{run}",
            stage_execution_ref=f"stage:{PROJECT}.{run}.{stage}",
            completeness_marker="complete",
            degradation_marker=degradation,
        )

    def metrics(self, run, stage, values):
        for key, value in values.items():
            self.ctx.record_store.append(
                MetricRecord(
                    envelope=self.envelope(run, stage, "metric"),
                    payload=MetricPayload(metric_key=key, value=value, value_type="float64"),
                )
            )

    def dataset(self, run, stage, version):
        self.ctx.record_store.append(
            StructuredEventRecord(
                envelope=self.envelope(run, stage, "event"),
                payload=StructuredEventPayload(
                    event_key="dataset.used",
                    level="info",
                    message=f"evaluated on clicks {version}",
                    attributes={"dataset": "clicks", "dataset_version": version},
                ),
            )
        )

    def degraded(self, run, stage):
        self.ctx.record_store.append(
            DegradedRecord(
                envelope=self.envelope(run, stage, "degraded", "partial_failure"),
                payload=DegradedPayload(
                    issue_key="dataset_version_mismatch",
                    category="verification",
                    severity="error",
                    summary="half of the evaluation set could not be read",
                ),
            )
        )

    def sound(self, name, version=AGREED):
        self.run(name)
        self.stage(name, "evaluate")
        self.dataset(name, "evaluate", version)
        self.metrics(name, "evaluate", SOUND)


def main(path):
    shutil.rmtree(path, ignore_errors=True)
    workspace = Workspace(path)
    workspace.sound("baseline")
    workspace.sound("good")
    workspace.sound("other-dataset", OTHER)

    workspace.run("never-ran")  # an evaluate stage that the run does not have
    workspace.stage("never-ran", "train")
    workspace.dataset("never-ran", "train", AGREED)
    workspace.metrics("never-ran", "evaluate", SOUND)

    workspace.run("never-ran-zero")
    workspace.stage("never-ran-zero", "train")
    workspace.metrics("never-ran-zero", "evaluate", dict.fromkeys(SOUND, 0.0))

    workspace.run("wrong-stage")  # measured on what it was trained with
    workspace.stage("wrong-stage", "train")
    workspace.stage("wrong-stage", "evaluate", order=1)
    workspace.dataset("wrong-stage", "evaluate", AGREED)
    workspace.metrics("wrong-stage", "train", SOUND)

    workspace.sound("degraded")
    workspace.degraded("degraded", "evaluate")

    workspace.run("failed-stage")
    workspace.stage("failed-stage", "evaluate", status="failed")
    workspace.dataset("failed-stage", "evaluate", AGREED)
    workspace.metrics("failed-stage", "evaluate", SOUND)

    workspace.sound("failed-deployment")
    workspace.deployment("failed-deployment", "prod-v2", "failed")
    workspace.store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
