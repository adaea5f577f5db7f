package dev.modelgate.architecture.planted.eval.http;

/** Planted: evaluation reaches up. */
record UsesTheRegistry(dev.modelgate.architecture.planted.registry.store.Store violation) {}
