package dev.modelgate.registry.promote;

import dev.modelgate.core.release.CommittedRules;
import java.util.Optional;

/** Reads the rules that are committed. */
@FunctionalInterface
public interface CommittedPolicy {

    /**
     * The rules to judge by.
     *
     * @param gateYaml the committed {@code gate.yaml}; empty where there is none
     * @param name of the file, for messages
     * @throws dev.modelgate.core.CannotJudgeException where its policy cannot be read or is not understood
     */
    CommittedRules rules(Optional<byte[]> gateYaml, String name);
}
