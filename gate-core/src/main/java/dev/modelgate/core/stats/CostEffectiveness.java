package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What the candidate costs more and achieves more than the baseline, in exact decimals.
 *
 * <p>Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes; net benefit: Stinnett and
 * Mullahy (1998), Medical Decision Making 18:S68.
 *
 * @param addedCost candidate minus baseline, in the currency given
 * @param addedQuality candidate minus baseline, in the unit of quality given
 * @param quadrant where that lies
 * @param ratio cost per unit of quality (NE), or saving per unit lost (SW); empty elsewhere: a ratio there misleads
 * @param netBenefit {@code willingness to pay * addedQuality - addedCost}; empty without a willingness
 */
public record CostEffectiveness(
        BigDecimal addedCost,
        BigDecimal addedQuality,
        Quadrant quadrant,
        Optional<BigDecimal> ratio,
        Optional<BigDecimal> netBenefit) {

    /** Where a candidate lies on the plane of added quality and added cost. */
    public enum Quadrant {
        /** Better and dearer. */
        NE,
        /** Worse and cheaper. */
        SW,
        /** No worse and no dearer, and not equal. */
        DOMINANT,
        /** No better and no cheaper, and not equal. */
        DOMINATED,
        /** The same in both. */
        EQUAL;

        static Quadrant of(int costSign, int qualitySign) {
            if (costSign == 0 && qualitySign == 0) {
                return EQUAL;
            }
            if (costSign <= 0 && qualitySign >= 0) {
                return DOMINANT;
            }
            if (costSign >= 0 && qualitySign <= 0) {
                return DOMINATED;
            }
            return qualitySign > 0 ? NE : SW;
        }

        boolean hasRatio() {
            return this == NE || this == SW;
        }
    }

    /** The comparison; each option is a cost and a quality. */
    public static CostEffectiveness of(
            CostAndQuality baseline, CostAndQuality candidate, Optional<BigDecimal> willingnessToPay) {
        BigDecimal cost = candidate.cost().subtract(baseline.cost());
        BigDecimal quality = candidate.quality().subtract(baseline.quality());
        Quadrant quadrant = Quadrant.of(cost.signum(), quality.signum());
        return new CostEffectiveness(
                cost,
                quality,
                quadrant,
                quadrant.hasRatio() ? Optional.of(cost.divide(quality, MathContext.DECIMAL128)) : Optional.empty(),
                willingnessToPay.map(worth -> worth.multiply(quality).subtract(cost)));
    }
}
