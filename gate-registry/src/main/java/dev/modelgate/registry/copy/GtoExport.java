package dev.modelgate.registry.copy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Tells a registry's history in the tags that GTO reads: {@code model@v1.2.3} for a version, {@code model#live#4} for
 * the fourth move of the live pointer. Every version gets a commit of its own that holds the model's entry, for GTO
 * takes two versions on one commit for the same thing. The same history gives the same tags, byte for byte.
 *
 * <p>Format: <a href="https://github.com/iterative/gto">GTO</a>, {@code gto/constants.py}.
 */
public final class GtoExport {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-/]*[a-z0-9])?");
    private static final String STAGE = "live";

    private final Registry registry;

    public GtoExport(Registry registry) {
        this.registry = registry;
    }

    /**
     * What was written.
     *
     * @param created tags that are new, in order
     * @param known tags that were there already, and were the same
     */
    public record Exported(ImmutableList<String> created, int known) {}

    /**
     * Writes the tags.
     *
     * @param repository a git repository; only tags and what they name are added to it
     * @throws CannotJudgeException where the model's name is none for GTO, the repository is none, or a tag of that name
     *     is something else
     */
    public Exported run(Path repository) throws IOException {
        return registry.read(view -> {
            String model = name(view);
            try (TagWriter tags = TagWriter.open(repository)) {
                return new Export(view, model, tags).run();
            }
        });
    }

    private String name(RegistryView view) throws IOException {
        String model = view.identity()
                .map(RegistryIdentity::model)
                .orElseThrow(() -> new CannotJudgeException(
                        "%s holds nothing, but an export needs a registry; name one that was written to"
                                .formatted(registry.uri())));
        if (!NAME.matcher(model).matches()) {
            throw new CannotJudgeException(
                    "the model is named '%s', but GTO takes lower-case letters, digits, '-' and '/' only; it cannot be exported"
                            .formatted(model));
        }
        return model;
    }

    private static final class Export {
        private final RegistryView view;
        private final String model;
        private final TagWriter tags;
        private final Map<SemverTag, ObjectId> commits = new HashMap<>();
        private final ImmutableList.Builder<String> created = ImmutableList.builder();
        private Optional<ObjectId> last = Optional.empty();
        private int known;
        private int moves;

        Export(RegistryView view, String model, TagWriter tags) {
            this.view = view;
            this.model = model;
            this.tags = tags;
        }

        Exported run() throws IOException {
            long number = 0;
            try (Stream<String> lines = view.lines()) {
                for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                    number++;
                    take(EventCodec.decode(each.next(), view.place(number)));
                }
            }
            return new Exported(created.build(), known);
        }

        private void take(Event event) throws IOException {
            if (event.body() instanceof EventBody.Promoted promoted) {
                ObjectId commit = commit(event, promoted);
                commits.put(promoted.semver(), commit);
                tag("%s@%s".formatted(model, promoted.semver()), commit, event, "Promoted model " + promoted.sha());
                stage(commit, event, "%s went live".formatted(promoted.semver()));
            } else if (event.body() instanceof EventBody.RolledBack back) {
                ObjectId commit = Optional.ofNullable(commits.get(back.to().semver()))
                        .orElseThrow(() ->
                                new DamagedRegistryException("%s: no event promoted %s; run 'gate registry verify'"
                                        .formatted(view.place(event.seq()), back.to())));
                stage(
                        commit,
                        event,
                        "Rolled back from %s to %s"
                                .formatted(back.from().semver(), back.to().semver()));
            }
        }

        private ObjectId commit(Event event, EventBody.Promoted promoted) throws IOException {
            DocumentPath path = DocumentPath.entry(promoted.sha());
            byte[] entry = view.document(path)
                    .orElseThrow(() -> new DamagedRegistryException(
                            "%s is missing; run 'gate registry verify'".formatted(view.name(path))));
            ObjectId commit =
                    tags.commit(path.name(), entry, last, event.at(), "%s %s".formatted(model, promoted.semver()));
            last = Optional.of(commit);
            return commit;
        }

        private void stage(ObjectId commit, Event event, String message) throws IOException {
            moves++;
            tag("%s#%s#%d".formatted(model, STAGE, moves), commit, event, message);
        }

        private void tag(String name, ObjectId commit, Event event, String message) throws IOException {
            String text = "%s\n\nEvent %d of the registry.\n".formatted(message, event.seq());
            if (tags.tag(name, commit, event.at(), text)) {
                created.add(name);
            } else {
                known++;
            }
        }
    }
}
