package dev.modelgate.core.pipeline;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;

/**
 * What must hold of a run.
 *
 * @param stage the stage whose metrics count
 * @param metrics that must be measured there, and may not drop; higher is better
 * @param maxDrop how far one may drop, as a share of its previous value: {@code 0.02} for 2 %; the bound holds
 * @param datasets the agreed version of each dataset; a run that does not name one does not have it
 */
public record EvidenceRules(
        String stage, ImmutableSet<String> metrics, Fraction maxDrop, ImmutableMap<String, String> datasets) {

    public static final Fraction DEFAULT_MAX_DROP = Fraction.of(2, 100);

    public EvidenceRules {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException(
                    "no metrics are required, but at least one is; nothing measured is not a pass");
        }
        if (maxDrop.signum() < 0 || maxDrop.compareTo(Fraction.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "the allowed drop is %s, but it must lie in [0, 1); 0.02 is two percent".formatted(maxDrop));
        }
    }
}
