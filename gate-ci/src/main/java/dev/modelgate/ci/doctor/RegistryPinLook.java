package dev.modelgate.ci.doctor;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.release.RegistryPin;
import dev.modelgate.eval.config.GateYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the committed rules say which registry it must be: whoever may write all of it can replace it whole. */
public final class RegistryPinLook {

    public static final String CHECK = "gate.yaml pins the registry";

    private RegistryPinLook() {}

    /** @throws dev.modelgate.core.CannotJudgeException where the file cannot be read */
    public static List<Finding> take(Path project) {
        Optional<RegistryPin> pin = GateYaml.in(project).wiring().registryPin();
        return ImmutableList.of(
                Finding.of(
                        CHECK,
                        pin.flatMap(RegistryPin::key).isPresent(),
                        "wiring.registry_pin names its id and the first key",
                        pin.isPresent()
                                ? "wiring.registry_pin names an id but no key, so a chain behind the same first event would do; demand signatures and add what 'gate registry verify' prints"
                                : "another registry in its place would not be seen; add the wiring.registry_pin that 'gate registry verify' prints"));
    }
}
