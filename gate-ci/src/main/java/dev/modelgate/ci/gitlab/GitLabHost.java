package dev.modelgate.ci.gitlab;

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
import java.util.function.Predicate;

/**
 * GitLab by its REST API: a change is a merge request, a remark one of its notes. Our note is known by a marker and by its
 * author: anybody can write the marker, but only our token is us.
 */
public final class GitLabHost implements CodeHost {

    private static final String MARKER = "<!-- modelgate:deploy -->";
    /** Developer: the least role that may push; 20 reports, 40 maintains. */
    private static final long DEVELOPER = 30;

    private final RestApi api;
    private final String project;

    /** @param project the number of the project that the change shall go to */
    public GitLabHost(RestApi api, String project) {
        this.api = api;
        this.project = project;
    }

    @Override
    public List<Remark> remarks(int change) {
        return notes(change).stream().map(GitLabHost::remark).collect(ImmutableList.toImmutableList());
    }

    /** Members of the groups above count too; the list is searched, and a search finds more than it was asked for. */
    @Override
    public boolean mayWrite(String login) {
        return api.list("/projects/%s/members/all?query=%s", project, login).stream()
                .filter(member -> member.text("username").equals(login))
                .anyMatch(
                        member -> member.text("state").equals("active") && member.integer("access_level") >= DEVELOPER);
    }

    @Override
    public Optional<Instant> labelledAt(int change, String label) {
        Predicate<JsonFields> sets = event -> event.text("action").equals("add")
                && event.optionalObject("label") // none where the label itself was deleted
                        .filter(set -> set.text("name").equals(label))
                        .isPresent();
        return api
                .list("/projects/%s/merge_requests/%s/resource_label_events", project, Integer.toString(change))
                .stream()
                .filter(sets)
                .map(event -> time(event, "created_at"))
                .max(Instant::compareTo);
    }

    @Override
    public Optional<String> tip(String branch) {
        return Optional.of(api.object("/projects/%s/repository/branches/%s", project, branch)
                .object("commit")
                .text("id"));
    }

    @Override
    public boolean comment(int change, String text) {
        JsonValue body = JsonBuilder.object().put("body", MARKER + "\n" + text).build();
        try {
            String notes = "/projects/%s/merge_requests/%s/notes";
            Optional<Long> known = ours(change);
            if (known.isPresent()) {
                api.send("PUT", body, notes + "/%s", project, Integer.toString(change), Long.toString(known.get()));
            } else {
                api.send("POST", body, notes, project, Integer.toString(change));
            }
            return true;
        } catch (RemoteFailure e) {
            if (e.kind() == RemoteFailure.Kind.UNAUTHORISED) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Long> ours(int change) {
        String ourselves = api.object("/user").text("username");
        return notes(change).stream()
                .filter(note ->
                        author(note).equals(ourselves) && note.text("body").startsWith(MARKER))
                .map(note -> note.integer("id"))
                .findFirst();
    }

    /** What GitLab itself notes, such as a label that was set, quotes words of others and is no remark. */
    private List<JsonFields> notes(int change) {
        return api.list("/projects/%s/merge_requests/%s/notes", project, Integer.toString(change)).stream()
                .filter(note -> !note.bool("system"))
                .collect(ImmutableList.toImmutableList());
    }

    private static Remark remark(JsonFields note) {
        return new Remark(note.integer("id"), author(note), note.text("body"), time(note, "updated_at"));
    }

    private static String author(JsonFields note) {
        return note.object("author").text("username");
    }

    private static Instant time(JsonFields fields, String key) {
        try {
            return Instant.parse(fields.text(key));
        } catch (DateTimeParseException e) {
            throw new CannotJudgeException("%s is no time; check CI_API_V4_URL".formatted(fields.what(key)), e);
        }
    }
}
