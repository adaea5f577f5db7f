package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.pipeline.EvidenceRules;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.core.policy.bucket.Glob;
import dev.modelgate.core.policy.check.AbsoluteLimit;
import dev.modelgate.core.policy.check.ArtifactSize;
import dev.modelgate.core.policy.check.BucketTolerance;
import dev.modelgate.core.policy.check.Calibration;
import dev.modelgate.core.policy.check.Champion;
import dev.modelgate.core.policy.check.Check;
import dev.modelgate.core.policy.check.Composite;
import dev.modelgate.core.policy.check.CostPerQuality;
import dev.modelgate.core.policy.check.Diagnostics;
import dev.modelgate.core.policy.check.Direction;
import dev.modelgate.core.policy.check.Drift;
import dev.modelgate.core.policy.check.EvalSet;
import dev.modelgate.core.policy.check.Flakiness;
import dev.modelgate.core.policy.check.Integrity;
import dev.modelgate.core.policy.check.LatencyRatio;
import dev.modelgate.core.policy.check.Limits;
import dev.modelgate.core.policy.check.Metric;
import dev.modelgate.core.policy.check.MetricLimit;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.policy.check.RefusalSuite;
import dev.modelgate.core.policy.check.RelativeDrop;
import dev.modelgate.core.policy.check.RequiredMetrics;
import dev.modelgate.core.policy.check.WorstGroupGap;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.JsonShape;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The checks of a policy that fits the schema: one maker a type. */
final class CheckReader {

    private static final double ALPHA = 0.05;
    private static final Fraction SLOWER_BY_A_FIFTH = Fraction.of(12, 10);

    private static final ImmutableMap<String, Function<Section, Check>> MAKERS =
            ImmutableMap.<String, Function<Section, Check>>builder()
                    .put(BucketTolerance.TYPE, check -> new BucketTolerance(RuleReader.pointRule(check)))
                    .put(RelativeDrop.TYPE, CheckReader::relativeDrop)
                    .put(
                            AbsoluteLimit.TYPE,
                            check -> new AbsoluteLimit(metric(check, "metric", Metric.AGGREGATE.path()), limits(check)))
                    .put(
                            RequiredMetrics.TYPE,
                            check -> new RequiredMetrics(
                                    check.requiredText("stage"), ImmutableSet.copyOf(check.texts("metrics"))))
                    .put(Diagnostics.TYPE, CheckReader::diagnostics)
                    .put(EvalSet.TYPE, check -> new EvalSet(check.text("pinned")))
                    .put(
                            RefusalSuite.TYPE,
                            check -> new RefusalSuite(number(check, "at_least").orElse(Fraction.ONE)))
                    .put(LatencyRatio.TYPE, CheckReader::latencyRatio)
                    .put(CostPerQuality.TYPE, CheckReader::costPerQuality)
                    .put(Flakiness.TYPE, CheckReader::flakiness)
                    .put(
                            WorstGroupGap.TYPE,
                            check -> new WorstGroupGap(
                                    Glob.of(check.requiredText("buckets")), required(check, "at_most")))
                    .put(
                            Calibration.TYPE,
                            check ->
                                    new Calibration(metric(check, "metric", "metrics.ece"), required(check, "at_most")))
                    .put(
                            ArtifactSize.TYPE,
                            check -> new ArtifactSize(
                                    metric(check, "metric", "artifact.bytes"),
                                    number(check, "at_most"),
                                    number(check, "max_growth")))
                    .put(Integrity.TYPE, check -> new Integrity())
                    .put(
                            MetricLimit.TYPE,
                            check -> new MetricLimit(
                                    new Metric(check.requiredText("metric")),
                                    direction(check),
                                    required(check, "max_loss")))
                    .put(
                            Champion.TYPE,
                            check -> new Champion(check.requiredText("report"), RuleReader.pointRule(check)))
                    .put(Drift.TYPE, CheckReader::drift)
                    .put(Composite.TYPE, CheckReader::composite)
                    .buildOrThrow();

    private CheckReader() {}

    /** The types that can be read, in the order of the documents. */
    static ImmutableSet<String> types() {
        return MAKERS.keySet();
    }

    /** The checks of a policy or a composite, each with its place. */
    static ImmutableList<Section> sections(Section owner) {
        return Items.of(owner, "checks");
    }

    static PlacedCheck placed(Section check) {
        String type = check.requiredText("type");
        Function<Section, Check> maker = MAKERS.get(type);
        if (maker == null) {
            throw new IllegalStateException("the schema allows the check '%s', which nothing reads".formatted(type));
        }
        return new PlacedCheck(
                check.text("id").orElse(type),
                check.text("severity")
                        .map(word -> CheckSeverity.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(CheckSeverity.CRITICAL),
                check.text("suite"),
                maker.apply(check));
    }

    private static Check relativeDrop(Section check) {
        return new RelativeDrop(
                metric(check, "metric", Metric.AGGREGATE.path()),
                direction(check),
                required(check, "max_drop"),
                number(check, "small_baseline").orElse(Fraction.ZERO));
    }

    private static Check diagnostics(Section check) {
        return new Diagnostics(
                new EvidenceRules(
                        check.requiredText("stage"),
                        ImmutableSet.copyOf(check.texts("metrics")),
                        EvidenceRules.DEFAULT_MAX_DROP,
                        check.textMap("datasets")),
                check.text("from")
                        .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Severity.ERROR));
    }

    private static Check latencyRatio(Section check) {
        Optional<Fraction> atMost = number(check, "at_most");
        Optional<Fraction> atLeast = number(check, "at_least");
        return new LatencyRatio(
                metric(check, "metric", "latency_ms.p50"),
                new Limits(atLeast, atMost.or(() -> Optional.of(SLOWER_BY_A_FIFTH))),
                check.text("by")
                        .filter("interval"::equals)
                        .map(by ->
                                number(check, "alpha").map(Fraction::toDouble).orElse(ALPHA)));
    }

    private static Check costPerQuality(Section check) {
        return new CostPerQuality(
                metric(check, "cost", "cost.usd_per_1k"),
                metric(check, "quality", Metric.AGGREGATE.path()),
                required(check, "worth"),
                number(check, "saving_per_unit_lost"));
    }

    private static Check flakiness(Section check) {
        return new Flakiness(
                metric(check, "metric", "flakiness.rate"),
                metric(check, "runs", "flakiness.runs"),
                required(check, "at_most"),
                check.count("runs_at_least").orElse(2));
    }

    private static Check drift(Section check) {
        return new Drift(
                ImmutableSet.copyOf(check.texts("features")),
                number(check, "at_most").orElse(Fraction.of(1, 10)),
                number(check, "alpha").map(Fraction::toDouble).orElse(ALPHA));
    }

    private static Check composite(Section check) {
        ImmutableList<PlacedCheck> parts =
                sections(check).stream().map(CheckReader::placed).collect(ImmutableList.toImmutableList());
        JsonValue needed = check.value("needed").orElseThrow();
        if (needed instanceof JsonNumber number) {
            return new Composite(
                    number.decimal()
                            .min(java.math.BigDecimal.valueOf(Integer.MAX_VALUE))
                            .intValue(),
                    parts);
        }
        return new Composite(JsonShape.text(needed, check.what()).equals("all") ? parts.size() : 1, parts);
    }

    private static Limits limits(Section check) {
        return new Limits(number(check, "at_least"), number(check, "at_most"));
    }

    private static Direction direction(Section check) {
        return check.text("better").filter("lower"::equals).isPresent() ? Direction.LOWER : Direction.HIGHER;
    }

    private static Metric metric(Section check, String key, String usual) {
        return new Metric(check.text(key).orElse(usual));
    }

    private static Fraction required(Section check, String key) {
        return number(check, key).orElseThrow();
    }

    private static Optional<Fraction> number(Section check, String key) {
        return check.value(key)
                .map(value -> Fraction.of(
                        JsonShape.number(value, check.what() + "." + key).decimal()));
    }
}
