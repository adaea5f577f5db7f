package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.port.RunSearch;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Runs and tags of a real MLflow server. Runs are read by MLflow's own client under our deadline; tags are written by
 * our REST, and read back each time.
 */
public final class MlflowRunTracker implements RunTracker {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int PAGE = 1_000;

    private final MlflowRest rest;
    private final OfficialClient client;

    public MlflowRunTracker(MlflowServer server, HttpTransport transport) {
        this.rest = new MlflowRest(server, transport);
        this.client = new OfficialClient(server, transport.settings().call());
    }

    @Override
    public String uri() {
        return rest.server().shown();
    }

    @Override
    public Optional<TrackedRun> run(String id) {
        requireId(id);
        HttpAnswer answer = client.getRun(id);
        if (MlflowRest.saysAbsent(answer)) {
            return Optional.empty();
        }
        String what = "run '%s' of the MLflow server".formatted(id);
        JsonObject body = rest.service().json(answer);
        TrackedRun run =
                RunReader.read(JsonShape.object(JsonShape.required(body, "run", what), what + ": 'run'"), what);
        if (!run.id().equals(id)) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the run is '%s', but '%s' was asked for; see what stands between here and the MLflow server"
                            .formatted(Printable.line(run.id()), id));
        }
        return Optional.of(run);
    }

    @Override
    public ImmutableList<TrackedRun> search(RunSearch search) {
        List<TrackedRun> found = new ArrayList<>();
        Optional<String> token = Optional.of("");
        while (token.isPresent() && found.size() < search.limit()) {
            JsonObject page = page(search, search.limit() - found.size(), token.get());
            List<TrackedRun> runs = runs(page);
            found.addAll(runs);
            token = runs.isEmpty() ? Optional.empty() : nextToken(page);
        }
        return found.stream().limit(search.limit()).collect(ImmutableList.toImmutableList());
    }

    private JsonObject page(RunSearch search, int wanted, String token) {
        JsonBuilder body = JsonBuilder.object()
                .putTexts("experiment_ids", search.experiments())
                .put("filter", search.filter())
                .put("max_results", Math.min(wanted, PAGE));
        if (!token.isEmpty()) {
            body.put("page_token", token);
        }
        return rest.service().json(client.searchRuns(PrettyJson.line(body.build())));
    }

    private static List<TrackedRun> runs(JsonObject page) {
        String what = "the runs found by the MLflow server";
        return JsonShape.optional(page, "runs").stream()
                .flatMap(value -> JsonShape.array(value, what).items().stream())
                .map(value -> RunReader.read(JsonShape.object(value, what), what))
                .toList();
    }

    private static Optional<String> nextToken(JsonObject page) {
        return JsonShape.optional(page, "next_page_token")
                .map(value -> JsonShape.text(value, "the runs found: 'next_page_token'"))
                .filter(token -> !token.isEmpty());
    }

    @Override
    public void setTags(String id, Map<String, String> tags) {
        requireId(id);
        TagRules.check(tags);
        rest.service().json(tags.size() == 1 ? setTag(id, tags) : logBatch(id, tags));
        Map<String, String> now = existing(id).tags();
        tags.forEach((key, value) -> requireSame(id, key, value, Optional.ofNullable(now.get(key))));
    }

    private HttpAnswer setTag(String id, Map<String, String> tags) {
        Map.Entry<String, String> tag = tags.entrySet().iterator().next();
        return rest.post("runs/set-tag", tag(tag).put("run_id", id).build());
    }

    private HttpAnswer logBatch(String id, Map<String, String> tags) {
        List<JsonObject> all =
                tags.entrySet().stream().map(tag -> tag(tag).build()).toList();
        return rest.post(
                "runs/log-batch",
                JsonBuilder.object()
                        .put("run_id", id)
                        .put("tags", JsonArray.of(all))
                        .build());
    }

    private static JsonBuilder tag(Map.Entry<String, String> tag) {
        return JsonBuilder.object().put("key", tag.getKey()).put("value", tag.getValue());
    }

    @Override
    public void deleteTags(String id, Set<String> keys) {
        requireId(id);
        for (String key : keys) {
            HttpAnswer answer = rest.post(
                    "runs/delete-tag",
                    JsonBuilder.object().put("run_id", id).put("key", key).build());
            if (!MlflowRest.saysAbsent(answer)) { // of the tag or of the run: reading back tells
                rest.service().json(answer);
            }
        }
        ImmutableMap<String, String> now = existing(id).tags();
        keys.stream().filter(now::containsKey).findFirst().ifPresent(key -> {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the tag '%s' of run '%s' is still there, but it was deleted; see who else writes it"
                            .formatted(Printable.line(key), id));
        });
    }

    private TrackedRun existing(String id) {
        return run(id).orElseThrow(() -> new RemoteFailure(
                Kind.NOT_FOUND, "run '%s' is not on %s; check the id and MLFLOW_TRACKING_URI".formatted(id, uri())));
    }

    private static void requireSame(String id, String key, String written, Optional<String> read) {
        if (!read.equals(Optional.of(written))) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the tag '%s' of run '%s' reads back as %s, but '%s' was written; shorten it, or see who else writes it"
                            .formatted(
                                    Printable.line(key),
                                    id,
                                    read.map(text -> "'" + shortened(text) + "'")
                                            .orElse("nothing"),
                                    shortened(written)));
        }
    }

    private static String shortened(String text) {
        return Printable.line(
                text.length() <= 60 ? text : text.substring(0, 60) + "… (%d characters)".formatted(text.length()));
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new RemoteFailure(
                    Kind.UNSAFE_NAME,
                    "the run id is '%s', but letters, digits, _ and - are required; copy the id of the run"
                            .formatted(Printable.line(id)));
        }
    }

    /** Nothing is kept open. */
    @Override
    public void close() {}
}
