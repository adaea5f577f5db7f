package dev.modelgate.core.stats;

import java.util.Arrays;

/**
 * Where a Brownian path stands that no boundary has stopped so far: points with weights that integrate its density.
 *
 * <p>Panels are about as wide as the smaller neighbouring increment, each with eight Gauss-Legendre points, and reach
 * far into the upper tail, because early boundaries have p-values of 1e-20 and less.
 */
final class UnstoppedPaths {

    private static final double[] NODES = {
        -0.9602898564975363,
        -0.7966664774136267,
        -0.525532409916329,
        -0.1834346424956498,
        0.1834346424956498,
        0.525532409916329,
        0.7966664774136267,
        0.9602898564975363
    };
    private static final double[] WEIGHTS = {
        0.10122853629037626, 0.22238103445337448, 0.31370664587788727, 0.362683783378362,
        0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626
    };
    private static final double BELOW = 9;
    private static final double ABOVE = 38.5;

    private final double time;
    private final double[] positions;
    private final double[] weights;

    /** Ascending positions with the probability that stands for each. */
    private UnstoppedPaths(double time, double[] positions, double[] weights) {
        this.time = time;
        this.positions = positions;
        this.weights = weights;
    }

    static UnstoppedPaths start() {
        return new UnstoppedPaths(0, new double[] {0}, new double[] {1});
    }

    /** The height that the unstopped exceed at {@code later} with this probability; infinite for probability 0. */
    double boundaryFor(double later, double probability) {
        if (probability <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double reach = ABOVE * Math.sqrt(later);
        return Root.ofFalling(height -> Math.log(exceeding(later, height)) - Math.log(probability), -reach, reach);
    }

    private double exceeding(double later, double height) {
        double deviation = Math.sqrt(later - time);
        double sum = 0;
        for (int i = 0; i < positions.length; i++) {
            sum += weights[i] * StandardNormal.survival((height - positions[i]) / deviation);
        }
        return sum;
    }

    /** The paths that are still below the boundary at {@code later}, fine enough to go on to {@code next}. */
    UnstoppedPaths continuedTo(double later, double boundary, double next) {
        double low = -BELOW * Math.sqrt(later);
        double high = Math.max(low, Math.min(boundary, ABOVE * Math.sqrt(later)));
        double width = Math.sqrt(Math.min(later - time, next - later));
        int panels = Math.max(1, (int) Math.ceil((high - low) / width));
        return integrated(later, low, high, panels);
    }

    private UnstoppedPaths integrated(double later, double low, double high, int panels) {
        double half = (high - low) / panels / 2;
        double[] there = new double[panels * NODES.length];
        double[] masses = new double[there.length];
        for (int i = 0; i < there.length; i++) {
            int panel = i / NODES.length;
            int node = i % NODES.length;
            there[i] = low + half * (2.0 * panel + 1 + NODES[node]);
            masses[i] = half * WEIGHTS[node] * density(later, there[i]);
        }
        return new UnstoppedPaths(later, there, masses);
    }

    /** Only masses within reach count: the kernel is narrow where two looks follow closely. */
    private double density(double later, double position) {
        double deviation = Math.sqrt(later - time);
        double sum = 0;
        for (int i = firstAbove(position - ABOVE * deviation);
                i < positions.length && positions[i] < position + ABOVE * deviation;
                i++) {
            double steps = (position - positions[i]) / deviation;
            sum += weights[i] * Math.exp(-steps * steps / 2);
        }
        return sum / (deviation * Math.sqrt(2 * Math.PI));
    }

    private int firstAbove(double position) {
        int found = Arrays.binarySearch(positions, position);
        return found < 0 ? -found - 1 : found;
    }
}
