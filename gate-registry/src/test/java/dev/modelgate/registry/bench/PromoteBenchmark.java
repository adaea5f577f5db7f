package dev.modelgate.registry.bench;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.RealPostgres;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;

/**
 * Promotions into a short and a long history by turns, so that both meet the same machine; exit status 1 where the
 * long one costs more than twice as much.
 */
final class PromoteBenchmark {

    private static final int TAGS = 1_000;
    private static final int SHORT = 10;
    private static final int WARM_UP = 10;
    private static final double LIMIT = 2.0;

    private final Path folder;
    private final ProjectFolder project;
    private final int rounds;
    private boolean holds = true;

    private PromoteBenchmark(Path folder, int rounds) throws IOException {
        this.folder = folder;
        this.project = ProjectFolder.create(folder.resolve("project"));
        this.rounds = rounds;
        project.judged("old", Optional.empty(), 96);
        project.judged("candidate", Optional.empty(), 97);
    }

    /** Arguments: an empty folder, rounds, events in files and PostgreSQL, events in git. */
    public static void main(String[] arguments) throws Exception {
        PromoteBenchmark benchmark = new PromoteBenchmark(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("store        events       p50 ms   p99 ms   (10 events: p50, p99)   ratio p50");
        long events = Long.parseLong(arguments[2]);
        benchmark.measure("files", "short", "files", events, Map.of());
        try (RealPostgres server = RealPostgres.start()) {
            benchmark.measure("postgresql", server.freshUri(), server.freshUri(), events, server.credentials());
        }
        benchmark.measure(
                "git",
                benchmark.repository("short"),
                benchmark.repository("long"),
                Long.parseLong(arguments[3]),
                Map.of());
        System.exit(benchmark.holds ? 0 : 1);
    }

    private static void say(String notice) {
        System.err.println(notice);
    }

    private String repository(String name) throws Exception {
        Path path = folder.resolve(name + ".git");
        Git.init().setBare(true).setDirectory(path.toFile()).call().close();
        return "git+file://" + path;
    }

    private void measure(String kind, String few, String many, long events, Map<String, String> credentials)
            throws IOException {
        Map<String, String> environment = new TreeMap<>(credentials);
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        try (RegistryStore small = Registries.store(folder, few, environment, PromoteBenchmark::say);
                RegistryStore large = Registries.store(folder, many, environment, PromoteBenchmark::say)) {
            LongHistory.write(small, project, SHORT, 2);
            LongHistory.write(large, project, events, TAGS);
            TestRegistry shortHistory = whole(small);
            TestRegistry longHistory = whole(large);
            double[] cheap = new double[rounds];
            double[] dear = new double[rounds];
            for (int i = -WARM_UP; i < rounds; i++) {
                double first = promote(shortHistory, i + WARM_UP);
                double second = promote(longHistory, i + WARM_UP);
                if (i >= 0) {
                    cheap[i] = first;
                    dear[i] = second;
                }
            }
            print(kind, events, cheap, dear);
        }
    }

    private TestRegistry whole(RegistryStore store) throws IOException {
        TestRegistry registry = new TestRegistry(store, project);
        registry.register("candidate");
        var findings =
                new RegistryVerifier(registry.registry).run(Optional.empty()).findings();
        if (!findings.isEmpty()) {
            throw new IllegalStateException("the history is not what the gate would have written: " + findings.get(0));
        }
        return registry;
    }

    private double promote(TestRegistry registry, int version) throws IOException {
        Path verdict = project.file("candidate_verdict.json");
        long began = System.nanoTime();
        Promotion.Result result = registry.promote("candidate", "2.0." + version, verdict);
        double millis = (System.nanoTime() - began) / 1e6;
        if (!(result instanceof Promotion.Promoted)) {
            throw new IllegalStateException("nothing was promoted: " + result);
        }
        return millis;
    }

    private void print(String kind, long events, double[] cheap, double[] dear) {
        Arrays.sort(cheap);
        Arrays.sort(dear);
        double ratio = at(dear, 0.5) / at(cheap, 0.5);
        holds &= ratio <= LIMIT;
        System.out.printf(
                "%-10s %9d %10.1f %8.1f %14.1f %8.1f %15.2f%s%n",
                kind,
                events,
                at(dear, 0.5),
                at(dear, 0.99),
                at(cheap, 0.5),
                at(cheap, 0.99),
                ratio,
                ratio <= LIMIT ? "" : "  TOO DEAR");
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    static {
        // Warnings of a missing SLF4J provider would stand between the figures.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
}
