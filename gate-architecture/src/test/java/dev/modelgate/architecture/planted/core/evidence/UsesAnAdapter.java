package dev.modelgate.architecture.planted.core.evidence;

/** Planted: the core reaches up. */
record UsesAnAdapter(dev.modelgate.architecture.planted.eval.http.Adapter violation) {}
