package dev.modelgate.registry.promote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.release.PointRules;
import java.io.IOException;
import java.util.Optional;

/**
 * The point rule, where no policy is committed. A {@code gate.yaml} that has one is an error: to judge by less than it
 * says would loosen it.
 */
public final class PointRulePolicy implements CommittedPolicy {

    @Override
    public CommittedRules rules(Optional<byte[]> gateYaml, String name) {
        if (gateYaml.isPresent() && hasPolicy(gateYaml.get(), name)) {
            throw new CannotJudgeException(
                    ("%s has a 'policy', but only the point rule without one can be judged here; use a gate"
                                    + " that reads it")
                            .formatted(name));
        }
        return new PointRules();
    }

    private static boolean hasPolicy(byte[] gateYaml, String name) {
        try {
            JsonNode root = new YAMLMapper().readTree(gateYaml);
            return root != null && root.has("policy");
        } catch (JsonProcessingException e) {
            throw new CannotJudgeException(
                    "%s is not YAML (%s); mend it and commit it".formatted(name, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be read: %s".formatted(name, e.getMessage()), e);
        }
    }
}
