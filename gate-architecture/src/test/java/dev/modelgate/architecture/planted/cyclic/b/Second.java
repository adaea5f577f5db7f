package dev.modelgate.architecture.planted.cyclic.b;

/** Planted: the other half. */
public record Second(dev.modelgate.architecture.planted.cyclic.a.First violation) {}
