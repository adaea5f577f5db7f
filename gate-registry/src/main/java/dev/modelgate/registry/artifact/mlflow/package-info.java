/**
 * MLflow, as its real server behaves: runs and tags ({@link dev.modelgate.registry.artifact.mlflow.MlflowRunTracker}), and
 * artifacts of runs and logged models ({@link dev.modelgate.registry.artifact.mlflow.MlflowArtifacts}).
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.artifact.mlflow;
