package dev.modelgate.core.stats;

/** The quantile that interpolates between order statistics: type 7 of Hyndman and Fan (1996). */
final class Type7Quantile {

    private Type7Quantile() {}

    /** The quantile of an ascending, non-empty array at a level in [0, 1]. */
    static double of(double[] ascending, double level) {
        double position = (ascending.length - 1) * level;
        int below = (int) Math.floor(position);
        double weight = position - below;
        double low = ascending[below];
        return weight == 0 ? low : low + weight * (ascending[below + 1] - low);
    }

    /** The middle value, or the mean of both middle values. */
    static double median(double[] ascending) {
        int half = ascending.length / 2;
        double upper = ascending[half];
        return ascending.length % 2 == 1 ? upper : (ascending[half - 1] + upper) / 2;
    }
}
