package dev.modelgate.architecture.planted.cyclic.a;

/** Planted: half of a cycle. */
public record First(dev.modelgate.architecture.planted.cyclic.b.Second violation) {}
