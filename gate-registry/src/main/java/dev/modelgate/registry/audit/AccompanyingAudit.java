package dev.modelgate.registry.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Replay;
import dev.modelgate.registry.bundle.AccompanyingFiles;
import dev.modelgate.registry.state.EntryCodec;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What lies beside the files that count, against the digests in the entries. Only a store on this machine is looked
 * at: nothing that runs needs these files, so they are worth no download.
 */
final class AccompanyingAudit {

    private final RegistryView view;
    private final ArtifactStore artifacts;
    private final ImmutableList.Builder<Finding> findings = ImmutableList.builder();

    private AccompanyingAudit(RegistryView view, ArtifactStore artifacts) {
        this.view = view;
        this.artifacts = artifacts;
    }

    static ImmutableList<Finding> findings(RegistryView view, Replay expected, Optional<ArtifactStore> artifacts)
            throws IOException {
        Optional<ArtifactStore> local = artifacts.filter(DisposableArtifacts.class::isInstance);
        if (local.isEmpty()) {
            return ImmutableList.of();
        }
        AccompanyingAudit audit = new AccompanyingAudit(view, local.get());
        for (CanonicalSha sha : expected.entries().keySet()) {
            audit.model(sha);
        }
        return audit.findings.build();
    }

    private void model(CanonicalSha sha) throws IOException {
        Optional<Entry> entry = entry(sha);
        Optional<Path> bundle = artifacts.fetch(sha);
        if (entry.isEmpty() || bundle.isEmpty() || entry.get().accompanying().isEmpty()) {
            return;
        }
        try {
            compare(entry.get(), Maps.uniqueIndex(AccompanyingFiles.of(bundle.get()), FileEntry::path));
        } catch (CannotJudgeException e) {
            findings.add(new Finding(DocumentPath.entry(sha).text(), String.valueOf(e.getMessage())));
        }
    }

    /** One that cannot be read is found with the other documents. */
    private Optional<Entry> entry(CanonicalSha sha) throws IOException {
        DocumentPath path = DocumentPath.entry(sha);
        try {
            return view.document(path).map(bytes -> EntryCodec.decode(bytes, view.name(path)));
        } catch (CannotJudgeException e) {
            return Optional.empty();
        }
    }

    private void compare(Entry entry, ImmutableMap<String, FileEntry> found) {
        for (FileEntry required : entry.accompanying()) {
            Optional<FileEntry> file = Optional.ofNullable(found.get(required.path()));
            if (!file.equals(Optional.of(required))) {
                String is = file.map(it -> "has the digest " + it.sha256()).orElse("is missing");
                findings.add(new Finding(
                        DocumentPath.entry(entry.sha()).text(),
                        "%s, which accompanies the stored model, %s, but by its entry it has %s; put the file back as it was registered"
                                .formatted(required.path(), is, required.sha256())));
            }
        }
    }
}
