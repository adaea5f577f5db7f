package dev.modelgate.registry.register;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.StateCodec;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Records on which branch the rules are kept that count for a registry. A command of its own and an event of its own:
 * whoever chooses the branch chooses who may change the rules, so no promotion does it on the side.
 */
public final class BranchEdit {

    private final Registry registry;
    private final Clock clock;

    public BranchEdit(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Records it.
     *
     * @return the registry's head then; empty where the branch was recorded already and nothing changed
     * @throws CannotJudgeException where nothing is registered yet, or the registry cannot be read
     */
    public Optional<Head> run(BranchName branch) throws IOException {
        return registry.write(editor -> record(branch, editor));
    }

    private Optional<Head> record(BranchName branch, RegistryEditor editor) throws IOException {
        if (editor.view().identity().isEmpty()) {
            throw new CannotJudgeException(
                    "%s is empty, but only a registry that was begun has a branch; register a model first"
                            .formatted(registry.uri()));
        }
        if (editor.view().branch().equals(Optional.of(branch))) {
            return Optional.empty();
        }
        long seq = editor.view().tip().seq() + 1;
        return Optional.of(editor.commit(new Change(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                new EventBody.BranchChanged(branch),
                ImmutableMap.of(),
                ImmutableMap.of(DocumentPath.BRANCH, Optional.of(StateCodec.encode(branch, seq))))));
    }
}
