package dev.modelgate.architecture.planted.cli;

/** Reaches past the port. */
record UsesWhatIsNotPublished(dev.modelgate.architecture.planted.eval.http.Adapter violation) {}
