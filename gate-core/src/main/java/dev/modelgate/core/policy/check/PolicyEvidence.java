package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that a policy may judge by.
 *
 * @param main the suite that the verdict is about
 * @param suites the further ones that have reports on both sides, by their name in the policy
 * @param champions pinned reports, by their path in the project
 * @param attempt which candidate this is on the same cases, from 1; empty where nobody counted
 */
public record PolicyEvidence(
        SuiteEvidence main,
        ImmutableMap<String, SuiteEvidence> suites,
        ImmutableMap<String, Evidence> champions,
        OptionalLong attempt) {

    /** Of one suite. */
    public static PolicyEvidence of(SuiteEvidence main) {
        return new PolicyEvidence(main, ImmutableMap.of(), ImmutableMap.of(), OptionalLong.empty());
    }

    Optional<SuiteEvidence> suite(Optional<String> name) {
        return name.isEmpty() ? Optional.of(main) : Optional.ofNullable(suites.get(name.get()));
    }

    Optional<Evidence> champion(String path) {
        return Optional.ofNullable(champions.get(path));
    }
}
