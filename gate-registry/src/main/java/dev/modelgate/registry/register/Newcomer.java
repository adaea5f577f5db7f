package dev.modelgate.registry.register;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A model whose bytes are stored and proven, and whose entry comes with its promotion or not at all. */
public final class Newcomer {

    private final Register register;
    private final Register.Request request;
    private final Register.Kept kept;

    Newcomer(Register register, Register.Request request, Register.Kept kept) {
        this.register = register;
        this.request = request;
        this.kept = kept;
    }

    public CanonicalSha sha() {
        return request.document().sha();
    }

    public LineageFacts lineage() {
        return request.lineage();
    }

    /**
     * Works out its entry in a registry that has none.
     *
     * @throws CannotJudgeException where the registry holds another line of models, or is new and would have no name
     */
    public Registration in(RegistryView view, Instant now) throws IOException {
        Optional<Register.Refused> refused = register.refusal(view, request);
        if (refused.isPresent()) {
            throw new CannotJudgeException(refused.get().message());
        }
        return register.plan(view, request, kept, now);
    }
}
