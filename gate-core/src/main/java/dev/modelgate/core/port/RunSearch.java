package dev.modelgate.core.port;

import com.google.common.collect.ImmutableList;

/**
 * Which runs to look for.
 *
 * @param experiments ids of the experiments to look in; at least one
 * @param filter in the tracker's own language, empty for all: {@code tags.team = 'ml'}
 * @param limit the most runs wanted; there may be more
 */
public record RunSearch(ImmutableList<String> experiments, String filter, int limit) {

    /** More runs than this are no answer that a person or a gate can use. */
    public static final int MAX_LIMIT = 10_000;

    public RunSearch {
        if (experiments.isEmpty()) {
            throw new IllegalArgumentException("a search for runs names no experiment, but at least one is required");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "a search for runs asks for %d, but 1 to %d are possible".formatted(limit, MAX_LIMIT));
        }
    }
}
