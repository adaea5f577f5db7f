package dev.modelgate.ci.github;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.rest.RestApi;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Remark;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.registry.http.RemoteFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * GitHub by its REST API. Our comment is known by a marker and by its author: anybody can write the marker, but only a
 * workflow's token comments as {@value #OURSELVES}.
 */
public final class GitHubHost implements CodeHost {

    private static final String MARKER = "<!-- modelgate:deploy -->";
    private static final String OURSELVES = "github-actions[bot]";
    private static final Set<String> WRITERS = Set.of("admin", "write");

    private final RestApi api;

    public GitHubHost(RestApi api) {
        this.api = api;
    }

    @Override
    public List<Remark> remarks(int change) {
        return comments(change).stream().map(GitHubHost::remark).collect(ImmutableList.toImmutableList());
    }

    @Override
    public boolean mayWrite(String login) {
        return api.optionalObject("/collaborators/%s/permission", login) // none: no collaborator, or nobody at all
                .filter(found -> WRITERS.contains(found.text("permission")))
                .isPresent();
    }

    @Override
    public Optional<Instant> labelledAt(int change, String label) {
        Predicate<JsonFields> sets = event -> event.optionalText("event").equals(Optional.of("labeled"))
                && event.optionalObject("label")
                        .flatMap(set -> set.optionalText("name"))
                        .equals(Optional.of(label));
        return api.list("/issues/%s/events", Integer.toString(change)).stream()
                .filter(sets)
                .map(event -> time(event, "created_at"))
                .max(Instant::compareTo);
    }

    @Override
    public Optional<String> tip(String branch) {
        return Optional.of(api.object("/branches/%s", branch).object("commit").text("sha"));
    }

    @Override
    public boolean comment(int change, String text) {
        JsonValue body = JsonBuilder.object().put("body", MARKER + "\n" + text).build();
        try {
            Optional<Long> known = comments(change).stream()
                    .filter(GitHubHost::isOurs)
                    .map(comment -> comment.integer("id"))
                    .findFirst();
            if (known.isPresent()) {
                api.send("PATCH", body, "/issues/comments/%s", Long.toString(known.get()));
            } else {
                api.send("POST", body, "/issues/%s/comments", Integer.toString(change));
            }
            return true;
        } catch (RemoteFailure e) {
            if (e.kind() == RemoteFailure.Kind.UNAUTHORISED) {
                return false;
            }
            throw e;
        }
    }

    private List<JsonFields> comments(int change) {
        return api.list("/issues/%s/comments", Integer.toString(change));
    }

    private static boolean isOurs(JsonFields comment) {
        return author(comment).equals(OURSELVES)
                && comment.optionalText("body")
                        .filter(body -> body.startsWith(MARKER))
                        .isPresent();
    }

    private static Remark remark(JsonFields comment) {
        return new Remark(
                comment.integer("id"),
                author(comment),
                comment.optionalText("body").orElse(""),
                time(comment, "updated_at"));
    }

    /** A person who left GitHub is no user any more. */
    private static String author(JsonFields comment) {
        return comment.optionalObject("user").map(user -> user.text("login")).orElse("ghost");
    }

    private static Instant time(JsonFields fields, String key) {
        try {
            return Instant.parse(fields.text(key));
        } catch (DateTimeParseException e) {
            throw new CannotJudgeException("%s is no time; check GITHUB_API_URL".formatted(fields.what(key)), e);
        }
    }
}
