package dev.modelgate.architecture.planted.eval.onnx;

/** Planted: one adapter knows another. */
record UsesAnotherAdapter(dev.modelgate.architecture.planted.eval.http.Adapter violation) {}
