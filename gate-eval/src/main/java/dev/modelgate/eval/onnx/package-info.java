/**
 * Runs ONNX models in this process.
 * {@link dev.modelgate.eval.onnx.OnnxRuntime} is the runtime, {@link dev.modelgate.eval.onnx.ExternalData} its guard.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.onnx;
