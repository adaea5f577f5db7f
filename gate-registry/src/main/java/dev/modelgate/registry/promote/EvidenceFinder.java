package dev.modelgate.registry.promote;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.registry.sign.SignedReport;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds evidence by the digest of its bytes, whatever it is named: in the registry, then in folders. What has another
 * digest is not the evidence, wherever it lies.
 */
final class EvidenceFinder {

    /** Two digests and a signature take less than a thousandth. */
    private static final long LARGEST_ENVELOPE = 1 << 20;

    private final RegistryView registry;
    private final ImmutableList<Path> folders;
    private final Map<String, Path> digested = new HashMap<>();
    private final Deque<Path> undigested = new ArrayDeque<>();

    private EvidenceFinder(RegistryView registry, List<Path> folders) {
        this.registry = registry;
        this.folders = ImmutableList.copyOf(folders);
    }

    /** @param folders where files lie, not below them */
    static EvidenceFinder in(RegistryView registry, List<Path> folders) throws IOException {
        EvidenceFinder finder = new EvidenceFinder(registry, folders);
        for (Path folder : finder.folders) {
            finder.undigested.addAll(files(folder));
        }
        return finder;
    }

    /** @param kept where the registry would keep it */
    Optional<Exhibit> find(String sha256, DocumentPath kept) throws IOException {
        Optional<Exhibit> found = registry.document(kept)
                .map(Exhibit::of)
                .filter(exhibit -> exhibit.sha256().equals(sha256));
        return found.isPresent() ? found : inFolders(sha256);
    }

    /** Envelopes that say that they are about that report: the kept one, then those in the folders. */
    ImmutableList<Exhibit> signatures(String report) throws IOException {
        ImmutableList.Builder<Exhibit> found = ImmutableList.builder();
        registry.document(DocumentPath.reportSignature(report)).map(Exhibit::of).ifPresent(found::add);
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                if (file.toString().endsWith(SignedReport.ENDING)) {
                    envelope(file, report).ifPresent(found::add);
                }
            }
        }
        return found.build();
    }

    /** As for all evidence: a file that may not be read, or went away, is none. */
    private static Optional<Exhibit> envelope(Path file, String report) throws IOException {
        try {
            if (Files.size(file) > LARGEST_ENVELOPE) {
                return Optional.empty();
            }
            Exhibit exhibit = Exhibit.of(Files.readAllBytes(file));
            return SignedReport.decode(exhibit.bytes())
                    .filter(signature -> signature.isAbout(report))
                    .map(signature -> exhibit);
        } catch (AccessDeniedException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Where it was looked for, for messages. */
    String places() {
        return "the registry"
                + String.join("", folders.stream().map(folder -> ", " + folder).toList());
    }

    private Optional<Exhibit> inFolders(String sha256) throws IOException {
        while (!digested.containsKey(sha256) && !undigested.isEmpty()) {
            Path file = undigested.remove();
            digest(file).ifPresent(found -> digested.putIfAbsent(found, file));
        }
        Path file = digested.get(sha256);
        return file == null
                ? Optional.empty()
                : Optional.of(Exhibit.of(Files.readAllBytes(file)))
                        .filter(exhibit -> exhibit.sha256().equals(sha256));
    }

    /** A file that may not be read, or went away, is not the evidence. */
    private static Optional<String> digest(Path file) throws IOException {
        try {
            return Optional.of(
                    MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
        } catch (AccessDeniedException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Files that look like reports and cases come first: the others, models among them, may be large. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CannotJudgeException(
                    "%s is not a directory, but evidence is looked for in one; name the directory".formatted(folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing((Path file) -> !looksLikeEvidence(file))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static boolean looksLikeEvidence(Path file) {
        String name = file.toString();
        return name.endsWith(".json") || name.endsWith(".jsonl");
    }
}
