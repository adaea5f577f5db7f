package dev.modelgate.ci.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonFields;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

/** As GitLab documents its REST API, for the calls that the gate makes. */
public final class FakeGitLab extends CodeHostStandIn {

    private static final String TOKEN = "glpat-token";
    private static final String PROJECT = "/projects/42";
    private static final String REQUEST = PROJECT + "/merge_requests/" + CHANGE;

    public FakeGitLab() throws IOException {}

    @Override
    public String ourselves() {
        return "project_42_bot";
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "CI_API_V4_URL",
                url(),
                "GITLAB_TOKEN",
                TOKEN,
                "CI_PIPELINE_SOURCE",
                "merge_request_event",
                "CI_MERGE_REQUEST_PROJECT_ID",
                "42",
                "CI_MERGE_REQUEST_IID",
                Integer.toString(CHANGE));
    }

    @Override
    protected boolean isUs(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    @Override
    protected Reply answer(String method, URI uri, JsonValue body) {
        String path = uri.getPath();
        if (path.equals("/user")) {
            return found(JsonBuilder.object().put("username", ourselves()).build());
        }
        if (path.equals(REQUEST + "/notes")) {
            return method.equals("POST")
                    ? created(JsonFields.of(body, "body").text("body"))
                    : page(uri, Stream.concat(said.stream().map(note -> json(note, false)), Stream.of(systemNote())));
        }
        if (path.startsWith(REQUEST + "/notes/") && method.equals("PUT")) {
            return edited(
                    Long.parseLong(path.substring((REQUEST + "/notes/").length())),
                    JsonFields.of(body, "body").text("body"));
        }
        if (path.equals(REQUEST + "/resource_label_events")) {
            return page(uri, Stream.concat(labels.stream().map(FakeGitLab::json), Stream.of(ofDeletedLabel())));
        }
        return lookUp(uri, path);
    }

    private Reply lookUp(URI uri, String path) {
        if (path.equals(PROJECT + "/members/all")) {
            String asked = uri.getQuery().replaceAll("^query=(.*)&per_page.*", "$1");
            return page(
                    uri,
                    writers.entrySet().stream()
                            .filter(member -> member.getKey().contains(asked))
                            .map(FakeGitLab::json));
        }
        String branches = PROJECT + "/repository/branches/";
        if (path.startsWith(branches) && tips.containsKey(path.substring(branches.length()))) {
            JsonObject commit = JsonBuilder.object()
                    .put("id", tips.get(path.substring(branches.length())))
                    .build();
            return found(JsonBuilder.object().put("commit", commit).build());
        }
        return notFound();
    }

    private static JsonObject json(Said note, boolean system) {
        return JsonBuilder.object()
                .put("id", note.id())
                .put("body", note.text())
                .put(
                        "author",
                        JsonBuilder.object().put("username", note.author()).build())
                .put("created_at", note.changedAt().minusSeconds(600).toString())
                .put("updated_at", note.changedAt().toString())
                .put("system", system)
                .build();
    }

    /** What GitLab says itself quotes others: here a request in a commit's title. */
    private static JsonObject systemNote() {
        return json(new Said(999, "dev", "added 1 commit\n\nmlflow_run_id=system semver=v9.9.9", NOW), true);
    }

    private static JsonObject json(Map.Entry<String, Boolean> member) {
        return JsonBuilder.object()
                .put("username", member.getKey())
                .put("state", "active")
                .put("access_level", member.getValue() ? 30 : 20)
                .build();
    }

    private static JsonObject json(Labelled label) {
        return JsonBuilder.object()
                .put("action", label.set() ? "add" : "remove")
                .put("label", JsonBuilder.object().put("name", label.label()).build())
                .put("created_at", label.at().toString())
                .build();
    }

    private static JsonObject ofDeletedLabel() {
        return JsonBuilder.object()
                .put("action", "add")
                .put("label", JsonNull.NULL)
                .put("created_at", NOW.toString())
                .build();
    }
}
