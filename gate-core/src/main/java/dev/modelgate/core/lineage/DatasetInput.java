package dev.modelgate.core.lineage;

import java.util.Optional;

/**
 * A data set that went into a run.
 *
 * @param digest as the tracker computed it; it identifies, it does not prove
 * @param sourceType the kind of place it came from: {@code local}, {@code s3}, {@code code}
 * @param source the place, in the tracker's words
 * @param context what it was used for: {@code training}, {@code evaluation}
 */
public record DatasetInput(
        String name, String digest, Optional<String> sourceType, Optional<String> source, Optional<String> context) {}
