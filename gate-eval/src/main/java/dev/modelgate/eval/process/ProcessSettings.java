package dev.modelgate.eval.process;

import com.google.common.collect.ImmutableList;
import dev.modelgate.eval.candidate.Workplace;
import java.time.Duration;

/**
 * How children are run.
 *
 * @param command the program and its arguments; no shell reads them
 * @param workplace in which they run, and as whom; it is closed with the runtime
 * @param timeout for one answer
 * @param start beyond that for the first answer of a child, which has a model to load
 * @param processes children at once
 * @param batch requests that a child is given before its answers are awaited
 */
record ProcessSettings(
        ImmutableList<String> command,
        Workplace workplace,
        Duration timeout,
        Duration start,
        int processes,
        int batch) {

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    static final Duration DEFAULT_START = Duration.ofMinutes(2);
}
