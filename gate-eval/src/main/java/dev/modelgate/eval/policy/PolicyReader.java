package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.policy.gate.Attempts;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.Suite;
import dev.modelgate.eval.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the policy of a {@code gate.yaml}. First its form, by the schema; then its sense. Either way all errors are
 * told at once: a policy is mended in one go, not in as many runs as it has mistakes.
 */
public final class PolicyReader {

    private final String name;
    private final List<String> errors = new ArrayList<>();

    private PolicyReader(String name) {
        this.name = name;
    }

    /**
     * Reads a policy.
     *
     * @param name of the file, for messages
     * @throws CannotJudgeException with a line for each error
     */
    public static GatePolicy read(JsonObject policy, String name) {
        fail(PolicySchema.errors(policy, name));
        PolicyReader reader = new PolicyReader(name);
        Optional<GatePolicy> read = reader.policy(new Section(policy, name + ": policy"));
        fail(reader.errors);
        return read.orElseThrow();
    }

    private Optional<GatePolicy> policy(Section policy) {
        Optional<BucketRule> rule = made(policy, () -> RuleReader.rule(policy));
        ImmutableMap<String, Suite> suites = suites(policy);
        ImmutableList<PlacedCheck> checks = checks(policy);
        if (rule.isEmpty() || !errors.isEmpty()) {
            return Optional.empty();
        }
        return made(
                policy,
                () -> new GatePolicy(
                        rule.get(),
                        suites,
                        checks,
                        policy.text("attempts").filter("spend"::equals).isPresent() ? Attempts.SPEND : Attempts.REPORT,
                        maxAge(policy),
                        policy.text("evidence").filter("numbers"::equals).isPresent()
                                ? EvidenceDemand.NUMBERS
                                : EvidenceDemand.COUNTED,
                        !policy.text("cache").filter("forbid"::equals).isPresent()));
    }

    private ImmutableMap<String, Suite> suites(Section policy) {
        ImmutableMap.Builder<String, Suite> suites = ImmutableMap.builder();
        if (policy.object("suites").isPresent()) {
            for (Map.Entry<String, ?> entry :
                    policy.object("suites").get().members().entrySet()) {
                String suite = entry.getKey();
                Section section = part(policy.object("suites").get(), suite, policy.what() + ".suites");
                made(section, () -> suite(suite, section, policy)).ifPresent(read -> suites.put(suite, read));
            }
        }
        return suites.buildOrThrow();
    }

    private static Suite suite(String name, Section section, Section policy) {
        boolean judged = !section.text("buckets").equals(Optional.of("ignored"));
        return new Suite(
                name,
                section.requiredText("baseline"),
                judged ? Optional.of(RuleReader.ruleOfSuite(section, policy)) : Optional.empty());
    }

    private ImmutableList<PlacedCheck> checks(Section policy) {
        ImmutableList.Builder<PlacedCheck> checks = ImmutableList.builder();
        for (Section section : CheckReader.sections(policy)) {
            made(section, () -> CheckReader.placed(section)).ifPresent(checks::add);
        }
        return checks.build();
    }

    private static Duration maxAge(Section policy) {
        return policy.object("verdict")
                .flatMap(verdict -> new Section(verdict, policy.what() + ".verdict").text("max_age"))
                .map(PolicyReader::duration)
                .orElse(GatePolicy.DEFAULT.maxAge());
    }

    private static Duration duration(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** A part, unless it makes no sense; then the error is kept for the end. */
    private <T> Optional<T> made(Section section, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            String path = section.what().substring(name.length() + 2);
            errors.add("%s%s: %s: %s".formatted(name, section.object().place(), path, e.getMessage()));
            return Optional.empty();
        }
    }

    private static Section part(JsonObject owner, String key, String what) {
        return Section.of(owner.member(key).orElseThrow(), key, what + "." + key);
    }

    private static void fail(List<String> errors) {
        if (!errors.isEmpty()) {
            throw new PolicyErrorsException(errors);
        }
    }
}
