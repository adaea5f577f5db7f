package dev.modelgate.registry.audit;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.registry.sign.HeadSeal;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StateCodec;
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

    public RegistryVerifier(Registry registry) {
        this.registry = registry;
    }

    /**
     * What verifying gave.
     *
     * @param registry what its first event says
     * @param head the end of the chain as it is
     * @param findings everything that is not as it should be; empty for a registry that is whole
     * @param notes what could not be seen, and what is no damage
     */
    public record Report(
            Optional<RegistryIdentity> registry,
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
        ImmutableMap<String, Head> kept = keptHead.map(file -> ImmutableMap.of(file.toString(), head(file)))
                .orElseGet(ImmutableMap::of);
        try {
            return registry.readAsFound(view -> report(view, kept, keptHead));
        } catch (DamagedRegistryException e) {
            Finding finding = new Finding(registry.uri(), String.valueOf(e.getMessage()));
            return new Report(Optional.empty(), Head.EMPTY, ImmutableList.of(finding), ImmutableList.of());
        }
    }

    private static Head head(Path file) {
        try {
            return StateCodec.head(InputFiles.bytes(file), file.toString());
        } catch (DamagedRegistryException e) {
            throw new CannotJudgeException(
                    "%s is no head (%s); name a file as 'gate promote' printed it".formatted(file, e.getMessage()), e);
        }
    }

    private static Report report(RegistryView view, ImmutableMap<String, Head> kept, Optional<Path> keptHead)
            throws IOException {
        ChainAudit chain = ChainAudit.of(view, kept);
        ImmutableList<Finding> documents = DocumentAudit.findings(view, chain.replay(), chain.head());
        ImmutableList<Finding> seals = sealed(keptHead, chain.replay().trust());
        return new Report(
                chain.replay().registry(),
                chain.head(),
                ImmutableList.<Finding>builder()
                        .addAll(chain.findings())
                        .addAll(documents)
                        .addAll(seals)
                        .build(),
                notes(view, kept.isEmpty()));
    }

    private static ImmutableList<Finding> sealed(Optional<Path> keptHead, Trust trust) {
        return keptHead
                .flatMap(file -> {
                    byte[] bytes = InputFiles.bytes(file);
                    return StateCodec.headSeal(bytes, file.toString())
                            .flatMap(seal -> HeadSeal.objection(head(file), seal, trust))
                            .map(why -> new Finding(file.toString(), why));
                })
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
