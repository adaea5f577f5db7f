package dev.modelgate.registry.promote;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.release.PointRules;
import dev.modelgate.eval.config.GateYaml;

/**
 * The point rule, where no policy is committed. A {@code gate.yaml} that has one is an error: to judge by less than it
 * says would loosen it.
 */
public final class PointRulePolicy implements CommittedPolicy {

    @Override
    public CommittedRules rules(GateYaml committed) {
        if (committed.policy().isPresent()) {
            throw new CannotJudgeException(
                    "%s has a 'policy', but only the point rule without one can be judged here; use a gate that reads it"
                            .formatted(GateYaml.FILE));
        }
        return new PointRules();
    }
}
