package dev.modelgate.architecture.planted.cli;

/** A command. */
public record Command() {}
