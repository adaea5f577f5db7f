package dev.modelgate.architecture.planted.registry.store;

/** A store. */
public record Store() {}
