package dev.modelgate.ci.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonFields;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** As GitHub documents its REST API, for the calls that the gate makes. */
public final class FakeGitHub extends CodeHostStandIn {

    private static final String REPOSITORY = "/repos/acme/tutor";
    private static final String TOKEN = "ghs_token";

    public FakeGitHub() throws IOException {}

    @Override
    public String ourselves() {
        return "github-actions[bot]";
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("GITHUB_API_URL", url(), "GITHUB_REPOSITORY", "acme/tutor", "GITHUB_TOKEN", TOKEN);
    }

    @Override
    protected boolean isUs(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    @Override
    protected Reply answer(String method, URI uri, JsonValue body) {
        if (!uri.getPath().startsWith(REPOSITORY)) {
            return notFound();
        }
        String path = uri.getPath().substring(REPOSITORY.length());
        String comments = "/issues/" + CHANGE + "/comments";
        if (path.equals(comments)) {
            return method.equals("POST")
                    ? created(JsonFields.of(body, "body").text("body"))
                    : page(uri, said.stream().map(FakeGitHub::json));
        }
        if (path.startsWith("/issues/comments/") && method.equals("PATCH")) {
            return edited(
                    Long.parseLong(path.substring("/issues/comments/".length())),
                    JsonFields.of(body, "body").text("body"));
        }
        if (path.equals("/issues/" + CHANGE + "/events")) {
            return page(uri, labels.stream().map(FakeGitHub::json));
        }
        return lookUp(path);
    }

    private Reply lookUp(String path) {
        String[] words = path.split("/", -1);
        if (words.length == 4 && words[1].equals("collaborators") && writers.containsKey(words[2])) {
            return found(JsonBuilder.object()
                    .put("permission", writers.get(words[2]) ? "write" : "read")
                    .build());
        }
        if (path.startsWith("/branches/") && tips.containsKey(path.substring("/branches/".length()))) {
            JsonObject commit = JsonBuilder.object()
                    .put("sha", tips.get(path.substring("/branches/".length())))
                    .build();
            return found(JsonBuilder.object().put("commit", commit).build());
        }
        return notFound();
    }

    private static JsonObject json(Said comment) {
        return JsonBuilder.object()
                .put("id", comment.id())
                .put("user", JsonBuilder.object().put("login", comment.author()).build())
                .put("body", comment.text())
                .put("created_at", comment.changedAt().minusSeconds(600).toString())
                .put("updated_at", comment.changedAt().toString())
                .build();
    }

    private static JsonObject json(Labelled label) {
        return JsonBuilder.object()
                .put("event", label.set() ? "labeled" : "unlabeled")
                .put("label", JsonBuilder.object().put("name", label.label()).build())
                .put("created_at", label.at().toString())
                .build();
    }
}
