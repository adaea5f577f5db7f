package dev.modelgate.registry.copy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies a registry into another store, byte for byte: every event line, every document. The target must be empty or
 * an older state of the same registry, so a copy never replaces a history; and because the first event is copied with
 * the rest, a development registry stays one for ever.
 */
public final class RegistryCopy {

    private final RegistryStore from;
    private final RegistryStore to;
    private final Environment environment;

    public RegistryCopy(RegistryStore from, RegistryStore to, Environment environment) {
        this.from = from;
        this.to = to;
        this.environment = environment;
    }

    /** What became of it. */
    public sealed interface Result {}

    /**
     * The target holds what the source holds.
     *
     * @param events how many lines were new to it
     * @param documents how many documents it holds
     */
    public record Copied(Head head, long events, int documents) implements Result {}

    /** The source is not what its events say; nothing was copied. */
    public record Damaged(ImmutableList<Finding> findings) implements Result {}

    /** The target holds something else, and keeps it. */
    public record Refused(String message) implements Result {}

    /**
     * Copies.
     *
     * @throws CannotJudgeException where one of them belongs to the other environment
     * @throws IOException where the source cannot be read or the target not be written; a target in files may then hold
     *     a part, which no command accepts but another copy
     */
    public Result run() throws IOException {
        if (from.uri().equals(to.uri())) {
            throw new CannotJudgeException(
                    "source and target are both %s, but a copy needs two registries; name another target"
                            .formatted(from.uri()));
        }
        RegistryVerifier.Report report =
                new RegistryVerifier(new Registry(from, environment, notice -> {})).run(Optional.empty());
        if (!report.isWhole()) {
            return new Damaged(report.findings());
        }
        if (report.registry().isEmpty()) {
            throw new CannotJudgeException(
                    "%s holds nothing, but a registry is required; name one that was written to".formatted(from.uri()));
        }
        requireSameEnvironment();
        return from.read(source -> to.write(target -> copy(source, target)));
    }

    /** A target of the other environment is no older state of the source, but that shall be said as what it is. */
    private void requireSameEnvironment() throws IOException {
        new Registry(to, environment, notice -> {}).readAsFound(view -> true);
    }

    private Result copy(RegistryStore.Reader source, RegistryStore.Writer target) throws IOException {
        try (Stream<String> lines = source.events()) {
            Iterator<String> rest = lines.iterator();
            Optional<String> difference = skipCommon(rest, target);
            if (difference.isPresent()) {
                return new Refused(difference.get());
            }
            Counting counted = new Counting(rest);
            target.appendAll(counted);
            Set<DocumentPath> documents = new LinkedHashSet<>(source.documents());
            for (DocumentPath path : documents) {
                if (!path.equals(DocumentPath.HEAD)) {
                    put(path, source, target);
                }
            }
            for (DocumentPath gone : Sets.difference(Set.copyOf(target.documents()), documents)) {
                target.remove(gone);
            }
            // Last: until the head fits, no command writes to a copy that was cut short.
            put(DocumentPath.HEAD, source, target);
            return new Copied(tip(source), counted.count, documents.size());
        }
    }

    /** Takes the lines that the target has already; says where the two part, where they do. */
    private Optional<String> skipCommon(Iterator<String> rest, RegistryStore.Writer target) throws IOException {
        if (target.lastEvent().isEmpty()) {
            return target.documents().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            ("%s holds documents but no event, but a copy goes into an empty store or an older state"
                                            + " of the same registry; name another target")
                                    .formatted(to.uri()));
        }
        try (Stream<String> lines = target.events()) {
            long number = 0;
            for (Iterator<String> theirs = lines.iterator(); theirs.hasNext(); ) {
                number++;
                String line = theirs.next();
                if (!rest.hasNext()) {
                    return Optional.of(("%s is ahead: event %d is not in %s, but a copy goes into an empty store or an"
                                    + " older state of the same registry; copy the other way")
                            .formatted(to.uri(), number, from.uri()));
                }
                if (!rest.next().equals(line)) {
                    return Optional.of(
                            ("CHAIN_FORKED: event %d of %s is another one in %s, but a copy goes into an empty"
                                            + " store or an older state of the same registry; mend the fork with 'gate registry"
                                            + " rebase', or name another target")
                                    .formatted(number, to.uri(), from.uri()));
                }
            }
            return Optional.empty();
        }
    }

    private static void put(DocumentPath path, RegistryStore.Reader source, RegistryStore.Writer target)
            throws IOException {
        Optional<byte[]> bytes = source.document(path);
        if (bytes.isPresent()) {
            target.put(path, bytes.get());
        }
    }

    private static Head tip(RegistryStore.Reader source) throws IOException {
        String last = source.lastEvent().orElseThrow();
        return new Head(EventCodec.decode(last, "the last event").seq(), Head.sha256(last));
    }

    private static final class Counting implements Iterator<String> {
        private final Iterator<String> lines;
        private long count;

        Counting(Iterator<String> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public String next() {
            count++;
            return lines.next();
        }
    }
}
