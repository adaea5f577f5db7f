package dev.modelgate.registry.promote;

import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.eval.config.GateYaml;

/** What must hold, by the committed {@code gate.yaml}. */
@FunctionalInterface
public interface CommittedPolicy {

    /**
     * The rules to judge by.
     *
     * @param committed the file as committed; {@link GateYaml#absent()} where it is not
     * @throws dev.modelgate.core.CannotJudgeException where its policy is not understood
     */
    CommittedRules rules(GateYaml committed);
}
