import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.decision.BucketData;
import dev.modelgate.core.stats.decision.BucketQuestion;
import dev.modelgate.core.stats.decision.Gate;
import dev.modelgate.core.stats.decision.GateEvidence;
import dev.modelgate.core.stats.decision.GateRule;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.core.stats.simulation.GateSimulation;
import dev.modelgate.core.stats.simulation.Rates;
import dev.modelgate.core.stats.simulation.Scenario;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Two benchmarks of the statistics: the table of section 1 of spec/statistics.md, simulated anew and held to the figures
 * printed there, and the time that 20,000 buckets with intervals take. See simulation.sh.
 */
final class Simulation {

    /** A row as printed: cases, then percentages without a drop and with one. */
    private record Row(int cases, double refuses, double overlooks, double fails, double badFails, double proven) {}

    private static final List<Row> TABLE = List.of(
            new Row(20, 99.9, 37, 0.0, 0, 0.2),
            new Row(50, 99.0, 33, 0.2, 1, 1.0),
            new Row(100, 97.7, 20, 2.3, 9, 0.4),
            new Row(300, 81.4, 5, 4.4, 53, 0.0),
            new Row(1000, 14.6, 0.1, 4.6, 99.5, 0.0));

    private static boolean off;

    private Simulation() {}

    public static void main(String[] arguments) {
        int runs = Integer.parseInt(arguments[0]);
        System.out.println("20 buckets, accuracy 0.9, correlation 0.6, " + runs + " runs; each figure beside the printed one");
        System.out.println(" cases   point refuses   overlooks drop  evidence FAILs  drop FAILs      drop proven OK");
        TABLE.forEach(row -> print(row, runs));
        time(20_000);
        if (off) {
            System.out.println("some figures are not those of the specification (marked !)");
            System.exit(1);
        }
    }

    private static void print(Row row, int runs) {
        Rates equal = rates(row.cases(), 0, runs);
        Rates worse = rates(row.cases(), 0.05, runs);
        System.out.printf(
                "%6d  %s %s %s %s %s%n",
                row.cases(),
                beside(equal, equal.pointRefuses(), row.refuses(), 0.05),
                beside(worse, worse.pointOverlooksFirst(), row.overlooks(), 0.5),
                beside(equal, equal.evidenceFails(), row.fails(), 0.05),
                beside(worse, worse.firstFails(), row.badFails(), 0.5),
                beside(worse, worse.firstProven(), row.proven(), 0.05));
    }

    private static Rates rates(int cases, double drop, int runs) {
        Scenario scenario = new Scenario(20, cases, 0.9, 0.6, drop, Fraction.of(2, 100), 0.05);
        return new GateSimulation(scenario).rates(runs, new SplittableRandom(20240607));
    }

    /** Both carry Monte-Carlo error, and the printed figure is rounded. */
    private static String beside(Rates rates, double found, double printed, double rounding) {
        double error = rates.monteCarloError(found) + rates.monteCarloError(printed / 100);
        boolean agrees = Math.abs(found * 100 - printed) <= rounding + error * 100 + 0.02;
        off |= !agrees;
        return "%5.1f (%5.1f)%s ".formatted(found * 100, printed, agrees ? " " : "!");
    }

    /** Buckets of 50 to 249 cases, judged as one family in mode evidence; other work on the machine does not count. */
    private static void time(int buckets) {
        SplittableRandom random = new SplittableRandom(7);
        List<BucketQuestion> questions = new ArrayList<>();
        for (int i = 0; i < buckets; i++) {
            int n = 50 + random.nextInt(200);
            BucketData data = BucketData.Paired.of(random.nextInt(8), random.nextInt(8), n);
            questions.add(BucketQuestion.of("bucket " + i, data, Fraction.of(5, 100)));
        }
        Gate gate = new Gate(new GateRule(
                Mode.EVIDENCE, OnInconclusive.REFUSE, Optional.of(Fraction.of(2, 100)), TestPlan.DEFAULT));
        gate.judge(questions.subList(0, 2_000));
        long began = System.nanoTime();
        long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        GateEvidence found = gate.judge(questions);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - worked) / 1e9;
        double wall = (System.nanoTime() - began) / 1e9;
        long intervals = found.buckets().stream().filter(bucket -> bucket.interval().isPresent()).count();
        System.out.printf(
                "%d buckets with %d intervals: %.2f s of one core, %.2f s by the clock (target: under 1 s of one core)%n",
                buckets, intervals, seconds, wall);
        off |= seconds >= 1 || intervals != buckets;
    }
}
