package dev.modelgate.eval.policy;

import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.eval.config.GateYaml;

/** The rules that a {@code gate.yaml} states; without a policy in it, those that hold everywhere. */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * Reads the rules.
     *
     * @param name of the file, for messages
     * @throws dev.modelgate.core.CannotJudgeException where its policy is not understood, with every error
     */
    public static CommittedRules rules(GateYaml settings, String name) {
        return settings.policy()
                .map(policy -> new CommittedRules(PolicyReader.read(policy, name), settings.policySha256()))
                .orElse(CommittedRules.NONE);
    }

    /** The policy alone. */
    public static GatePolicy policy(GateYaml settings, String name) {
        return rules(settings, name).policy();
    }
}
