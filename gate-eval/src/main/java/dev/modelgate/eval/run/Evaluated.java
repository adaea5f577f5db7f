package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import java.nio.file.Path;

/**
 * A run that was valid, and where it was written.
 *
 * @param buckets {@code aggregate} first, then by name
 * @param errors cases without an answer, within the limit
 */
public record Evaluated(Path report, Path cases, ImmutableList<Bucket> buckets, int errors) {}
