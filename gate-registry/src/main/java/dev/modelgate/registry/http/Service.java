package dev.modelgate.registry.http;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.ShownAddress;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.util.Locale;
import java.util.Optional;

/**
 * A server as messages speak of it, and what its answers mean. The status decides; the body is read only for its
 * words, since the same server answers errors as JSON of two shapes, plain text and HTML.
 *
 * @param name {@code the MLflow server}
 * @param credentials shown to it, and blotted out of what it answers
 * @param loginHint what to do when it does not let us in
 */
public record Service(String name, Credentials credentials, String loginHint) {

    private static final int EXCERPT = 300;

    /**
     * The JSON object of a success.
     *
     * @throws RemoteFailure where the answer is no success, or not a JSON object
     */
    public JsonObject json(HttpAnswer answer) {
        requireSuccess(answer);
        String what = "the answer to " + answer.call().shown();
        try {
            return JsonReader.readObject(answer.body(), what);
        } catch (CannotJudgeException e) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "%s is %s, but JSON is required; check that the address is that of %s, and not of a login page"
                            .formatted(what, kind(answer), name),
                    e);
        }
    }

    /**
     * Sees that the answer is a success.
     *
     * @throws RemoteFailure by the status, with the server's words
     */
    public HttpAnswer requireSuccess(HttpAnswer answer) {
        if (!answer.isSuccess()) {
            throw failure(answer);
        }
        return answer;
    }

    /** What an answer that is no success means. */
    public RemoteFailure failure(HttpAnswer answer) {
        String found = "%s answered %d to %s%s".formatted(name, answer.status(), answer.call(), words(answer));
        int status = answer.status();
        if (status == 401 || status == 403) {
            return new RemoteFailure(Kind.UNAUTHORISED, found + "; " + hint(answer));
        }
        if (status == 404 || status == 410) {
            return new RemoteFailure(Kind.NOT_FOUND, found + "; check the name");
        }
        if (status >= 500 || status == 429) {
            return new RemoteFailure(Kind.SERVER_ERROR, found + "; try again, or see the server's log");
        }
        if (status >= 300 && status < 400) {
            return new RemoteFailure(
                    Kind.REJECTED,
                    "%s%s, but a redirect is not followed; name the address it is really at"
                            .formatted(found, destination(answer)));
        }
        return new RemoteFailure(Kind.REJECTED, found + "; correct the request, or see the server's log");
    }

    /** Only the origin of where a redirect leads: the rest of such addresses is where storage puts its signatures. */
    private static String destination(HttpAnswer answer) {
        try {
            return answer.header("Location")
                    .map(answer.call().uri()::resolve)
                    .filter(uri -> uri.getHost() != null)
                    .map(uri -> ", which leads from %s to %s"
                            .formatted(
                                    ShownAddress.origin(answer.call().uri()), Printable.line(ShownAddress.origin(uri))))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return ", which leads to no valid address";
        }
    }

    private String hint(HttpAnswer answer) {
        String said = answer.text();
        if (said.contains("Invalid Host header")) {
            return "start the server with --allowed-hosts %s, or call it by a name it knows"
                    .formatted(answer.call().uri().getRawAuthority());
        }
        return loginHint;
    }

    /** The server's own words, cut, made printable and without our secrets; nothing for a page. */
    private String words(HttpAnswer answer) {
        return said(answer)
                .map(text -> Printable.line(
                        ShownAddress.in(credentials.redacted(text)).strip()))
                .filter(text -> !text.isEmpty())
                .map(text -> " (" + (text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text) + ")")
                .orElse("");
    }

    private static Optional<String> said(HttpAnswer answer) {
        if (isHtml(answer)) {
            return Optional.empty();
        }
        try {
            return message(JsonReader.read(answer.body(), "an answer"));
        } catch (CannotJudgeException e) {
            return Optional.of(answer.text()); // plain text, as proxies send it
        }
    }

    private static Optional<String> message(JsonValue value) {
        if (value instanceof JsonArray array && !array.items().isEmpty()) {
            return message(array.items().get(0));
        }
        if (!(value instanceof JsonObject object)) {
            return Optional.empty();
        }
        for (String key : new String[] {"message", "detail", "errors"}) {
            Optional<JsonValue> member = object.member(key);
            if (member.isPresent()) {
                return member.get() instanceof JsonString text ? Optional.of(text.text()) : message(member.get());
            }
        }
        return Optional.empty();
    }

    private static String kind(HttpAnswer answer) {
        return isHtml(answer) ? "an HTML page" : "something else";
    }

    private static boolean isHtml(HttpAnswer answer) {
        boolean declared = answer.header("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
        String begin = answer.text().stripLeading().toLowerCase(Locale.ROOT);
        return begin.startsWith("<!doctype html") || begin.startsWith("<html") || (declared && begin.startsWith("<"));
    }
}
