package dev.modelgate.registry.audit;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.release.RegistryPin;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.registry.sign.HeadSeal;
import dev.modelgate.registry.state.KeptHead;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.tracking.TagDebt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Verifies a registry: the chain line by line, and every document against the events. Whoever keeps the head of a
 * promotion elsewhere also sees a tail that was dropped together with its traces.
 */
public final class RegistryVerifier {

    private final Registry registry;
    private final Optional<ArtifactStore> artifacts;

    public RegistryVerifier(Registry registry) {
        this(registry, Optional.empty());
    }

    /** @param artifacts where the bundles lie; what accompanies them is looked at in a store on this machine */
    public RegistryVerifier(Registry registry, Optional<ArtifactStore> artifacts) {
        this.registry = registry;
        this.artifacts = artifacts;
    }

    /**
     * What verifying gave.
     *
     * @param registry what its first event says
     * @param pin what pins it in a committed {@code gate.yaml}; empty for one that nobody wrote to
     * @param head the end of the chain as it is
     * @param findings everything that is not as it should be; empty for a registry that is whole
     * @param notes what could not be seen, and what is no damage
     */
    public record Report(
            Optional<RegistryIdentity> registry,
            Optional<RegistryPin> pin,
            Head head,
            ImmutableList<Finding> findings,
            ImmutableList<String> notes) {
        public boolean isWhole() {
            return findings.isEmpty();
        }
    }

    /**
     * Verifies.
     *
     * @param keptHead a file with a head that was kept elsewhere
     * @throws CannotJudgeException where the kept head cannot be read, or the registry belongs to the other environment
     */
    public Report run(Optional<Path> keptHead) throws IOException {
        return compared(keptHead.map(KeptHead::in));
    }

    /**
     * Verifies, and compares with a head that was read already.
     *
     * @throws CannotJudgeException where the registry belongs to the other environment
     */
    public Report compared(Optional<KeptHead> kept) throws IOException {
        try {
            return registry.readAsFound(view -> report(view, kept));
        } catch (DamagedRegistryException e) {
            Finding finding = new Finding(registry.uri(), String.valueOf(e.getMessage()));
            return new Report(
                    Optional.empty(), Optional.empty(), Head.EMPTY, ImmutableList.of(finding), ImmutableList.of());
        }
    }

    private Report report(RegistryView view, Optional<KeptHead> kept) throws IOException {
        ChainAudit chain = ChainAudit.of(
                view,
                kept.map(head -> ImmutableMap.of(head.name(), head.head())).orElseGet(ImmutableMap::of));
        ImmutableList<Finding> documents = DocumentAudit.findings(view, chain.replay(), chain.head());
        ImmutableList<Finding> accompanying = AccompanyingAudit.findings(view, chain.replay(), artifacts);
        ImmutableList<Finding> seals = sealed(kept, chain.replay().trust());
        return new Report(
                chain.replay().registry(),
                chain.pin(),
                chain.head(),
                ImmutableList.<Finding>builder()
                        .addAll(chain.findings())
                        .addAll(documents)
                        .addAll(seals)
                        .addAll(accompanying)
                        .build(),
                notes(view, kept.isEmpty()));
    }

    private static ImmutableList<Finding> sealed(Optional<KeptHead> kept, Trust trust) {
        return kept
                .flatMap(head -> head.seal()
                        .flatMap(seal -> HeadSeal.objection(head.head(), seal, trust))
                        .map(why -> new Finding(head.name(), why)))
                .stream()
                .collect(ImmutableList.toImmutableList());
    }

    /** Whoever opens these by hand sees another state than the registry's. */
    private static String behind(RegistryView view) throws IOException {
        ImmutableList<DocumentPath> behind = view.behind();
        return behind.isEmpty()
                ? ""
                : ", and %s %s behind the events"
                        .formatted(Joiner.on(", ").join(behind), behind.size() == 1 ? "is" : "are");
    }

    private static ImmutableList<String> notes(RegistryView view, boolean noHead) throws IOException {
        ImmutableList.Builder<String> notes = ImmutableList.builder();
        if (noHead) {
            notes.add("without a head that was kept elsewhere a dropped tail cannot be seen; keep what 'gate promote'"
                    + " prints and name it with --head");
        }
        if (view.isInterrupted()) {
            notes.add("a change was cut short%s; the same command again, or the next that writes, finishes or undoes it"
                    .formatted(behind(view)));
        }
        if (TagDebt.isOwed(view)) {
            notes.add(
                    "a promotion was cut short before the tracker was told back; the next command that writes does it");
        }
        return notes.build();
    }
}
