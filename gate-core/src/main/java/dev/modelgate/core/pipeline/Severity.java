package dev.modelgate.core.pipeline;

/** How much a finding weighs. Only {@link #ERROR} refuses. */
public enum Severity {
    INFO,
    WARNING,
    ERROR
}
