package dev.modelgate.eval.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.jayway.jsonpath.JsonPath;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.config.Section;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code wiring.runtime} of an endpoint, as a runtime. */
public final class HttpWiring {

    /** The kinds of endpoint that are spoken to. */
    public static final ImmutableSet<String> KINDS =
            ImmutableSet.of("openai-chat", "openai-completions", "kserve", "json");

    private static final ImmutableSet<String> COMMON = ImmutableSet.of(
            "kind",
            "endpoint",
            "headers",
            "secret_headers",
            "token_env",
            "timeout_seconds",
            "attempts",
            "concurrency",
            "requests_per_second");

    /** Headers that carry secrets, and those that are the client's own. */
    private static final ImmutableSet<String> NOT_PLAIN =
            ImmutableSet.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key");

    private final Section section;
    private final Map<String, String> environment;

    private HttpWiring(Section section, Map<String, String> environment) {
        this.section = section;
        this.environment = environment;
    }

    /**
     * Makes the runtime; nothing is asked yet.
     *
     * @param endpoint the command line's, which goes before the wiring's
     * @param concurrency the command line's, likewise
     * @param environment where secrets stand
     * @throws CannotJudgeException where a word is not understood, missing or wrong, or a secret is not set
     */
    public static ModelRuntime open(
            Section section,
            Optional<String> endpoint,
            OptionalInt concurrency,
            Map<String, String> environment,
            Clock clock) {
        return open(section, endpoint, concurrency, environment, Timing.of(clock));
    }

    static HttpRuntime open(
            Section section,
            Optional<String> endpoint,
            OptionalInt concurrency,
            Map<String, String> environment,
            Timing timing) {
        HttpWiring wiring = new HttpWiring(section, environment);
        Protocol protocol = wiring.protocol();
        return new HttpRuntime(wiring.settings(endpoint, concurrency), protocol, timing);
    }

    private HttpSettings settings(Optional<String> endpoint, OptionalInt concurrency) {
        return new HttpSettings(
                uri(endpoint.orElseGet(() -> section.requiredText("endpoint"))),
                headers(),
                secrets(),
                section.positive("timeout_seconds").map(HttpWiring::seconds).orElse(HttpSettings.DEFAULT_TIMEOUT),
                Retries.of(section.count("attempts").orElse(HttpSettings.DEFAULT_ATTEMPTS)),
                concurrency.orElseGet(() -> section.count("concurrency").orElse(HttpSettings.DEFAULT_CONCURRENCY)),
                section.positive("requests_per_second")
                        .map(BigDecimal::doubleValue)
                        .orElse(0.0));
    }

    private Protocol protocol() {
        return switch (section.requiredText("kind")) {
            case "openai-chat" -> {
                known("model", "parameters", "accept_truncated", "system");
                yield new ChatCompletions(openAi("messages"), section.text("system"));
            }
            case "openai-completions" -> {
                known("model", "parameters", "accept_truncated");
                yield new Completions(openAi("prompt"));
            }
            case "kserve" -> {
                known("model", "input", "datatype", "output");
                yield openInference();
            }
            case "json" -> {
                known("template", "output", "id", "error");
                yield template();
            }
            default -> throw section.wrong("kind", section.requiredText("kind"), "one of " + String.join(", ", KINDS));
        };
    }

    private OpenAi openAi(String own) {
        JsonObject parameters = section.object("parameters").orElse(JsonObject.of(ImmutableMap.of()));
        for (String taken : new String[] {"model", "stream", "n", own}) {
            if (parameters.member(taken).isPresent()) {
                throw section.wrong(
                        "parameters", taken, "parameters without '%s', which the gate sets".formatted(taken));
            }
        }
        return new OpenAi(section.requiredText("model"), parameters, section.flag("accept_truncated"));
    }

    private OpenInference openInference() {
        String model = section.requiredText("model");
        if (!model.matches("[A-Za-z0-9._~-]+(/versions/[A-Za-z0-9._~-]+)?")) {
            throw section.wrong("model", model, "a name of letters, digits and ._~- (or NAME/versions/VERSION)");
        }
        return new OpenInference(
                model,
                section.text("input").orElse("text"),
                section.text("datatype").orElse("BYTES"),
                section.text("output"));
    }

    private JsonTemplate template() {
        JsonValue body = section.value("template")
                .orElseThrow(() -> new CannotJudgeException(
                        "%s has no 'template', but kind json needs one; add the body with {{input}} in it"
                                .formatted(section.what())));
        return new JsonTemplate(
                body,
                path("output", section.requiredText("output")),
                section.text("id").map(text -> path("id", text)),
                path("error", section.text("error").orElse("$.error")));
    }

    private JsonPath path(String key, String text) {
        try {
            return JsonTemplate.path(text);
        } catch (IllegalArgumentException e) {
            throw section.wrong(key, text, "a JSONPath to one value (%s)".formatted(e.getMessage()));
        }
    }

    private URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text: it may hold a secret
        }
        throw new CannotJudgeException(
                "the endpoint is no address that can be called, but http(s)://HOST[:PORT]/PATH without user and password is required; name it so, and give secrets by 'token_env'");
    }

    private ImmutableMap<String, String> headers() {
        ImmutableMap<String, String> headers = section.textMap("headers");
        for (String name : headers.keySet()) {
            if (NOT_PLAIN.contains(name.toLowerCase(Locale.ROOT))) {
                throw section.wrong(
                        "headers",
                        name,
                        "a header that is no secret ('secret_headers' names the variable that holds one)");
            }
        }
        return headers;
    }

    private Secrets secrets() {
        ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
        ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
        section.textMap("secret_headers").forEach((header, variable) -> {
            headers.put(header, secret(variable));
            values.put(variable, secret(variable));
        });
        section.text("token_env").ifPresent(variable -> {
            headers.put("Authorization", "Bearer " + secret(variable));
            values.put(variable, secret(variable));
        });
        return new Secrets(headers.buildOrThrow(), values.buildKeepingLast());
    }

    private String secret(String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            throw new CannotJudgeException(
                    "the environment variable %s is not set, but %s takes a secret from it; set it"
                            .formatted(variable, section.what()));
        }
        return value;
    }

    private void known(String... own) {
        section.knowing(Sets.union(COMMON, ImmutableSet.copyOf(own)).toArray(String[]::new));
    }

    private static Duration seconds(BigDecimal seconds) {
        return Duration.ofNanos(Math.min(
                seconds.movePointRight(9).longValue(), Duration.ofDays(1).toNanos()));
    }
}
