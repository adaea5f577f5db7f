package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.Glob;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.ResamplePlan;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.JsonShape;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The bucket rule of a policy that fits the schema. */
final class RuleReader {

    private RuleReader() {}

    static BucketRule rule(Section policy) {
        return new BucketRule(
                mode(policy).orElse(Mode.POINT),
                tolerance(policy, "tolerance").orElse(Tolerance.DEFAULT),
                overrides(policy),
                tolerance(policy, "pooled_tolerance"),
                proof(policy).orElse(false),
                policy.text("on_inconclusive")
                        .map(word -> OnInconclusive.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(OnInconclusive.REFUSE),
                plan(policy));
    }

    /** The policy's own rule, with what the suite says instead. */
    static BucketRule ruleOfSuite(Section suite, Section policy) {
        BucketRule outer = rule(policy);
        ImmutableList<BucketOverride> own = overrides(suite);
        return new BucketRule(
                mode(suite).orElse(outer.mode()),
                tolerance(suite, "tolerance").orElse(outer.tolerance()),
                own.isEmpty() ? outer.overrides() : own,
                tolerance(suite, "pooled_tolerance").or(outer::pooledTolerance),
                proof(suite).orElse(outer.proofRequired()),
                outer.onInconclusive(),
                outer.plan());
    }

    /** A point rule, for checks that hold buckets to one more tolerance. */
    static BucketRule pointRule(Section check) {
        return BucketRule.point(tolerance(check, "tolerance").orElse(Tolerance.DEFAULT), overrides(check));
    }

    private static Optional<Mode> mode(Section section) {
        return section.text("mode").map(word -> Mode.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static Optional<Boolean> proof(Section section) {
        return section.text("proof").map("required"::equals);
    }

    private static Optional<Tolerance> tolerance(Section section, String key) {
        return section.value(key).map(RuleReader::tolerance);
    }

    private static Tolerance tolerance(JsonValue value) {
        return value instanceof JsonNumber number
                ? Tolerance.parse(number.literal())
                : Tolerance.parse(JsonShape.text(value, "tolerance"));
    }

    private static ImmutableList<BucketOverride> overrides(Section section) {
        return Items.of(section, "overrides").stream()
                .map(override -> new BucketOverride(
                        Glob.of(override.requiredText("buckets")), tolerance(override, "tolerance"), proof(override)))
                .collect(ImmutableList.toImmutableList());
    }

    private static TestPlan plan(Section policy) {
        TestPlan usual = TestPlan.DEFAULT;
        return new TestPlan(
                number(policy, "alpha").orElse(usual.alpha()),
                number(policy, "power").orElse(usual.power()),
                policy.text("harm_test").filter("exact"::equals).isPresent() ? McNemar.EXACT : McNemar.MID_P,
                bootstrap(policy, usual.bootstrap()),
                policy.count("minimum_clusters").orElse(usual.minimumClusters()),
                policy.flag("guard_zero_won"),
                number(policy, "discordance"));
    }

    private static ResamplePlan bootstrap(Section policy, ResamplePlan usual) {
        Optional<JsonObject> given = policy.object("bootstrap");
        if (given.isEmpty()) {
            return usual;
        }
        Section section = new Section(given.get(), policy.what() + ".bootstrap");
        return new ResamplePlan(
                section.value("seed")
                        .map(seed -> JsonShape.integer(seed, section.what() + ".seed"))
                        .orElse(usual.seed()),
                section.count("resamples").orElse(usual.resamples()));
    }

    private static OptionalDouble number(Section section, String key) {
        return section.value(key)
                .map(value ->
                        OptionalDouble.of(JsonShape.number(value, key).decimal().doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }
}
