package dev.modelgate.core.policy.gate;

import com.google.common.collect.ImmutableList;

/**
 * The attempts that were written down, oldest first.
 *
 * @param attempts each once
 */
public record AttemptLog(ImmutableList<Attempt> attempts) {

    public static final AttemptLog EMPTY = new AttemptLog(ImmutableList.of());

    public AttemptLog {
        attempts = attempts.stream().distinct().collect(ImmutableList.toImmutableList());
    }

    /**
     * Which attempt this is on its cases, from 1: where it is written down, its place there, so that judging again
     * later gives the same; else the next one.
     */
    public long number(Attempt attempt) {
        long number = 1;
        for (Attempt earlier : attempts) {
            if (earlier.equals(attempt)) {
                return number;
            }
            number += earlier.isOnSameCases(attempt) ? 1 : 0;
        }
        return number;
    }

    public boolean contains(Attempt attempt) {
        return attempts.contains(attempt);
    }
}
