package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * A run that was valid, and where it was written.
 *
 * @param buckets {@code aggregate} first, then by name
 * @param errors cases without an answer, within the limit
 * @param cached answers that were given before and only remembered
 * @param unstable buckets that the same model measured differently from one asking to the next, by more than the
 *     tolerance that holds where none is said; the widest first
 */
public record Evaluated(
        Path report,
        Path cases,
        ImmutableList<Bucket> buckets,
        int errors,
        int cached,
        ImmutableList<Unstable> unstable) {

    /** A bucket's accuracy over the rounds of askings. */
    public record Unstable(String bucket, BigDecimal lowest, BigDecimal highest) {

        public BigDecimal spread() {
            return highest.subtract(lowest);
        }
    }
}
