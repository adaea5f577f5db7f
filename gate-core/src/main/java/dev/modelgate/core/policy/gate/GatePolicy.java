package dev.modelgate.core.policy.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.AbsoluteLimit;
import dev.modelgate.core.policy.check.Champion;
import dev.modelgate.core.policy.check.Check;
import dev.modelgate.core.policy.check.Composite;
import dev.modelgate.core.policy.check.Limits;
import dev.modelgate.core.policy.check.Metric;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.ThinEvidence;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must hold for a candidate to pass.
 *
 * @param rule for the buckets of the first suite
 * @param suites the further ones, by name
 * @param checks besides the buckets, in the order written
 * @param maxAge how old a verdict may be when it promotes
 * @param evidence what must stand behind the numbers before they promote
 * @param answersMayBeCached whether answers of an earlier run count
 */
public record GatePolicy(
        BucketRule rule,
        ImmutableMap<String, Suite> suites,
        ImmutableList<PlacedCheck> checks,
        Attempts attempts,
        Duration maxAge,
        EvidenceDemand evidence,
        boolean answersMayBeCached) {

    /** A policy that wants its baseline counted, and does not ask when an answer was given. */
    public GatePolicy(
            BucketRule rule,
            ImmutableMap<String, Suite> suites,
            ImmutableList<PlacedCheck> checks,
            Attempts attempts,
            Duration maxAge) {
        this(rule, suites, checks, attempts, maxAge, EvidenceDemand.COUNTED, true);
    }

    private static final String THRESHOLD = "gate-threshold";

    /** What holds where no policy is committed: the point rule with two points, and a day to promote. */
    public static final GatePolicy DEFAULT = new GatePolicy(
            BucketRule.DEFAULT, ImmutableMap.of(), ImmutableList.of(), Attempts.REPORT, Duration.ofHours(24));

    public GatePolicy {
        Set<String> ids = new HashSet<>();
        flat(checks).forEach(check -> {
            if (!ids.add(check.id())) {
                throw new IllegalArgumentException(
                        "two checks have the id '%s', but ids name them in the verdict; rename one"
                                .formatted(check.id()));
            }
            check.suite().filter(name -> !suites.containsKey(name)).ifPresent(name -> {
                throw new IllegalArgumentException("check '%s' looks at the suite '%s', but the suites are %s; name one"
                        .formatted(check.id(), name, suites.isEmpty() ? "none" : String.join(", ", suites.keySet())));
            });
        });
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("'max_age' is %s, but it must be above 0".formatted(maxAge));
        }
    }

    /** The same policy and one check more, which can only tighten it. */
    public GatePolicy with(PlacedCheck check) {
        return new GatePolicy(
                rule,
                suites,
                ImmutableList.<PlacedCheck>builder().addAll(checks).add(check).build(),
                attempts,
                maxAge,
                evidence,
                answersMayBeCached);
    }

    /** The same policy, and this accuracy over all cases at least: for one run, beyond what is committed. */
    public GatePolicy with(Fraction threshold) {
        return with(new PlacedCheck(
                THRESHOLD,
                CheckSeverity.CRITICAL,
                Optional.empty(),
                new AbsoluteLimit(Metric.AGGREGATE, Limits.atLeast(threshold))));
    }

    /**
     * The same policy with the threshold that a verdict's checks tell of, where one was given for that run. What cannot
     * have been one is left alone, and shows as a difference.
     */
    public GatePolicy tightenedAsIn(List<CheckResult> judged) {
        boolean own = flat(checks).anyMatch(check -> check.id().equals(THRESHOLD));
        return judged.stream()
                .filter(check -> !own && check.id().equals(THRESHOLD))
                .flatMap(check -> Limits.floorOf(check.required()).stream())
                .findFirst()
                .map(this::with)
                .orElse(this);
    }

    /** The same policy with another rule for the buckets of the first suite. */
    public GatePolicy with(BucketRule other) {
        return new GatePolicy(other, suites, checks, attempts, maxAge, evidence, answersMayBeCached);
    }

    /** Whether a run that shows neither may go on. The point rule knows no doubt; what it leaves open, checks did. */
    public boolean letsInconclusiveThrough() {
        return rule.onInconclusive() == OnInconclusive.ALLOW;
    }

    /**
     * Why the candidate may not be promoted on this evidence, however good its numbers are: one suite that shows less
     * than its baseline is enough.
     */
    public ImmutableList<Reason> tooThin(PolicyEvidence found) {
        return Stream.concat(Stream.of(found.main()), found.suites().values().stream())
                .flatMap(suite -> ThinEvidence.reasons(suite.found(), suite.before(), evidence).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** The pinned reports that its checks ask for, by their path in the project. */
    public ImmutableSet<String> champions() {
        return flat(checks)
                .map(PlacedCheck::check)
                .filter(Champion.class::isInstance)
                .map(check -> ((Champion) check).report())
                .collect(ImmutableSet.toImmutableSet());
    }

    private static Stream<PlacedCheck> flat(List<PlacedCheck> checks) {
        return checks.stream().flatMap(placed -> Stream.concat(Stream.of(placed), flat(parts(placed.check()))));
    }

    private static List<PlacedCheck> parts(Check check) {
        return check instanceof Composite composite ? composite.parts() : List.of();
    }
}
