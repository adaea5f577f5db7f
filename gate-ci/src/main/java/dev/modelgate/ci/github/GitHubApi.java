package dev.modelgate.ci.github;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.UrlEscapers;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.Service;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Calls to one repository's REST API, version 2022-11-28. */
public final class GitHubApi {

    private static final int PAGE = 100;
    /** More comments than anybody reads; a list without an end is cut here, and that is an error. */
    private static final int MAX_PAGES = 50;

    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}");

    private final String base;
    private final Service service;
    private final HttpTransport transport;

    private GitHubApi(String base, Service service, HttpTransport transport) {
        this.base = base;
        this.service = service;
        this.transport = transport;
    }

    /**
     * The API that a workflow's environment names: {@code GITHUB_API_URL}, {@code GITHUB_REPOSITORY} and
     * {@code GITHUB_TOKEN}.
     *
     * @throws CannotJudgeException where one is missing
     */
    public static GitHubApi of(Map<String, String> environment, HttpTransport transport) {
        String repository = required(environment, "GITHUB_REPOSITORY");
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new CannotJudgeException(
                    "GITHUB_REPOSITORY is '%s', but OWNER/NAME is required".formatted(repository));
        }
        Credentials token = Credentials.bearer(required(environment, "GITHUB_TOKEN"));
        return new GitHubApi(
                required(environment, "GITHUB_API_URL") + "/repos/" + repository,
                new Service("GitHub", token, "give the job the permission 'pull-requests: write'"),
                transport);
    }

    /** An object; the words of the path are escaped. */
    JsonFields object(String path, String... words) {
        HttpCall call = call("GET", uri(path, words), Optional.empty());
        return JsonFields.of(service.json(transport.call(call)), "the answer to " + call.shown());
    }

    /** A list, page by page. */
    List<JsonFields> list(String path, String... words) {
        ImmutableList.Builder<JsonFields> all = ImmutableList.builder();
        for (int page = 1; page <= MAX_PAGES; page++) {
            List<JsonValue> items = page(URI.create(uri(path, words) + "?per_page=" + PAGE + "&page=" + page));
            items.forEach(item -> all.add(JsonFields.of(item, "an item of " + path.formatted((Object[]) words))));
            if (items.size() < PAGE) {
                return all.build();
            }
        }
        throw new CannotJudgeException("GitHub lists more than %d entries under %s; ask in a new pull request"
                .formatted(MAX_PAGES * PAGE, path.formatted((Object[]) words)));
    }

    /** Sends a JSON body. */
    void send(String method, JsonValue body, String path, String... words) {
        byte[] bytes = PrettyJson.indented(body).getBytes(StandardCharsets.UTF_8);
        service.requireSuccess(transport.call(call(method, uri(path, words), Optional.of(Payload.of(bytes)))));
    }

    private List<JsonValue> page(URI uri) {
        HttpCall call = call("GET", uri, Optional.empty());
        HttpAnswer answer = service.requireSuccess(transport.call(call));
        String what = "the answer to " + call.shown();
        if (JsonReader.read(answer.body(), what) instanceof JsonArray array) {
            return array.items();
        }
        throw new CannotJudgeException(what + " is no list; check GITHUB_API_URL");
    }

    private HttpCall call(String method, URI uri, Optional<Payload> body) {
        HttpCall call = new HttpCall(method, uri, ImmutableMap.of(), body)
                .with("Accept", "application/vnd.github+json")
                .with("X-GitHub-Api-Version", "2022-11-28")
                .with("Authorization", service.credentials().header().orElseThrow());
        return body.isPresent() ? call.with("Content-Type", "application/json") : call;
    }

    private URI uri(String path, String... words) {
        Object[] escaped = Arrays.stream(words)
                .map(UrlEscapers.urlPathSegmentEscaper()::escape)
                .toArray();
        return URI.create(base + path.formatted(escaped));
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(String::strip)
                .orElseThrow(() -> new CannotJudgeException(
                        "%s is not set, but GitHub is asked by it; run in a workflow, and pass the token as 'env: GITHUB_TOKEN'"
                                .formatted(name)));
    }
}
