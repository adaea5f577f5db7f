package dev.modelgate.cli;

import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.policy.PolicyCheck.Settings;
import dev.modelgate.eval.policy.PolicyFile;
import dev.modelgate.registry.git.GitPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which policy a command judges by, and which one is committed. */
final class PolicySource {

    private Optional<String> file = Optional.empty();
    private Optional<String> commit = Optional.empty();

    Syntax declare(Syntax syntax) {
        return syntax.option(
                        "--policy",
                        "FILE",
                        "the file with the policy (default: gate.yaml, where there is one)",
                        value -> file = Optional.of(value))
                .option(
                        "--base",
                        "COMMIT",
                        "the commit whose policy lets a verdict promote (default: HEAD)",
                        value -> commit = Optional.of(value));
    }

    /**
     * What was found.
     *
     * @param settings the policy judged by, and the directory that its paths are relative to
     * @param committed digest of the policy in the commit; empty where it has none
     */
    record Found(Settings settings, GateYaml yaml, Optional<String> committed) {

        /** The baseline that the wiring names. */
        Path baseline() {
            return settings.project().resolve(InputFiles.path(yaml.wiring().baselinePath()));
        }

        Optional<String> wiringSha256() {
            return yaml.wiringSha256();
        }
    }

    /** The policy's file, as it was named or is looked for. */
    String name() {
        return file.orElse(GateYaml.FILE);
    }

    Found read(Invocation invocation) throws IOException {
        Path path = invocation.path(name());
        boolean there = file.isPresent() || Files.exists(path);
        GateYaml yaml = there ? GateYaml.read(InputFiles.bytes(path), path.toString()) : GateYaml.absent();
        Path project = Optional.ofNullable(path.getParent()).orElse(invocation.directory());
        CommittedRules rules = PolicyFile.rules(yaml, path.toString());
        return new Found(new Settings(rules, project), yaml, GitPolicy.sha256(invocation.directory(), commit));
    }
}
