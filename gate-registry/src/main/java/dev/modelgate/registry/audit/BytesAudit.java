package dev.modelgate.registry.audit;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.ReleasePath;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the bytes that serve, and those that a rollback would bring back, are there and whole: better known before a
 * rollback is needed. They are hashed, with no lock held.
 */
public final class BytesAudit {

    private final Registry registry;
    private final LiveBytes bytes;

    public BytesAudit(Registry registry, LiveBytes bytes) {
        this.registry = registry;
        this.bytes = bytes;
    }

    /**
     * What hashing gave.
     *
     * @param models how many were looked for
     * @param findings those of which no whole copy is there
     * @param unknown those of which it cannot be told, since a store did not answer
     */
    public record Report(int models, ImmutableList<Finding> findings, ImmutableList<Finding> unknown) {}

    /**
     * Hashes.
     *
     * @param deep every registered model, not only what is live and the way back from it
     */
    public Report run(boolean deep) throws IOException {
        Map<CanonicalSha, Wanted> wanted = registry.read(view -> wanted(view, deep));
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        ImmutableList.Builder<Finding> unknown = ImmutableList.builder();
        for (Wanted each : wanted.values()) {
            try {
                bytes.objection(each.entry())
                        .map(reason -> new Finding(each.name(), "%s: %s".formatted(reason.code(), reason.message())))
                        .ifPresent(findings::add);
            } catch (CannotJudgeException e) {
                unknown.add(new Finding(each.name(), String.valueOf(e.getMessage())));
            }
        }
        return new Report(wanted.size(), findings.build(), unknown.build());
    }

    /** A model, and what it is called in a finding. */
    private record Wanted(String name, Entry entry) {}

    private static Map<CanonicalSha, Wanted> wanted(RegistryView view, boolean deep) throws IOException {
        Map<CanonicalSha, Wanted> wanted = new LinkedHashMap<>();
        Optional<LivePointer> live = view.live();
        if (live.isPresent()) {
            add(view, live.get().sha(), "live release " + live.get(), wanted);
            for (ReleasePath path = view.before(live.get()); path.hasNext(); ) {
                LivePointer release = path.next();
                add(view, release.sha(), "rollback target " + release, wanted);
            }
        }
        if (deep) {
            for (CanonicalSha sha : view.models()) {
                add(view, sha, "model " + sha, wanted);
            }
        }
        return wanted;
    }

    private static void add(RegistryView view, CanonicalSha sha, String name, Map<CanonicalSha, Wanted> wanted)
            throws IOException {
        if (!wanted.containsKey(sha)) {
            view.entry(sha).map(StoredEntry::entry).ifPresent(entry -> wanted.put(sha, new Wanted(name, entry)));
        }
    }
}
