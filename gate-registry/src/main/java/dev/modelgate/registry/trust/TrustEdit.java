package dev.modelgate.registry.trust;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.sign.Seal;
import dev.modelgate.registry.sign.TrustChange;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.StateCodec;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes which keys a registry trusts. */
public final class TrustEdit {

    private final Registry registry;
    private final Optional<? extends VerdictSigner> signer;
    private final Clock clock;

    /** @param signer holds a key that the registry trusts already; only the first trust needs none */
    public TrustEdit(Registry registry, Optional<? extends VerdictSigner> signer, Clock clock) {
        this.registry = registry;
        this.signer = signer;
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Result {}

    /** The new trust holds. */
    public record Changed(Trust trust, Head head) implements Result {}

    /** The change is not allowed; nothing changed. */
    public record Refused(Reason reason) implements Result {}

    /**
     * Changes the trust.
     *
     * @param change the new trust from the current one
     * @throws CannotJudgeException where nothing is registered yet, the change makes no sense, or the registry cannot be read
     */
    public Result run(UnaryOperator<Trust> change) throws IOException {
        return registry.write(editor -> change(change, editor));
    }

    private Result change(UnaryOperator<Trust> change, RegistryEditor editor) throws IOException {
        if (editor.view().identity().isEmpty()) {
            throw new CannotJudgeException(
                    "%s is empty, but keys are trusted by a registry that was begun; register a model first"
                            .formatted(registry.uri()));
        }
        Trust current = editor.view().trust();
        Trust next = next(change, current);
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<Seal> seal = signer.isPresent() ? Optional.of(TrustChange.seal(next, signer.get())) : Optional.empty();
        Optional<String> objection = TrustChange.objection(current, next, seal, at);
        if (objection.isPresent()) {
            return new Refused(new Reason(ReasonCode.TRUST_NOT_CHANGED, objection.get()));
        }
        long seq = editor.view().tip().seq() + 1;
        Head head = editor.commit(new Change(
                at,
                new EventBody.TrustChanged(next, seal.map(Seal::text)),
                ImmutableMap.of(),
                ImmutableMap.of(DocumentPath.TRUST, Optional.of(StateCodec.encode(next, seq)))));
        return new Changed(next, head);
    }

    private static Trust next(UnaryOperator<Trust> change, Trust current) {
        try {
            return change.apply(current);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException("the trust was not changed: " + e.getMessage(), e);
        }
    }
}
