package dev.modelgate.architecture.planted.registry.store;

/** Planted: the registry reaches up. */
record UsesTheCommandLine(dev.modelgate.architecture.planted.cli.Command violation) {}
