package dev.modelgate.eval.http;

import com.google.common.collect.Iterables;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runtimes from the words of a {@code gate.yaml}, as a user writes them. */
final class Runtimes {

    static final String CHAT = "kind: openai-chat\nmodel: tutor\n";

    private Runtimes() {}

    static Section section(String yaml) {
        return new Section(
                (JsonObject) YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "gate.yaml"),
                "gate.yaml: wiring.runtime");
    }

    static HttpRuntime open(String yaml, String endpoint, Timing timing) {
        return open(yaml, endpoint, timing, Map.of());
    }

    static HttpRuntime open(String yaml, String endpoint, Timing timing, Map<String, String> environment) {
        return HttpWiring.open(section(yaml), Optional.of(endpoint), OptionalInt.empty(), environment, timing);
    }

    static Reply ask(HttpRuntime runtime, String id, String input) throws InterruptedException {
        return Iterables.getOnlyElement(runtime.answer(List.of(new Request(id, input))));
    }

    static String answer(Reply reply) {
        return ((Answered) reply).output();
    }

    static String failure(Reply reply) {
        return ((Failed) reply).message();
    }
}
