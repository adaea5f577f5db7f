package dev.modelgate.architecture.planted.eval.http;

/** An adapter. */
public record Adapter() {}
