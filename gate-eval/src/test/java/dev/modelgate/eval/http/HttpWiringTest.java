package dev.modelgate.eval.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWiringTest {

    private final FakeTiming timing = new FakeTiming(0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: openai-chat, model: m, modell: x} | gate.yaml: wiring.runtime:1:39: 'modell' is not understood; the words here are accept_truncated,",
                "{kind: kserve, model: m, system: x} | 'system' is not understood",
                "{kind: openai-chat} | gate.yaml: wiring.runtime:1:1 has no 'model', but it is required; add it",
                "{kind: kserve, model: ../x} | gate.yaml: wiring.runtime.model:1:23 is '../x', but a name of letters, digits",
                "{kind: json, output: $.a} | has no 'template', but kind json needs one",
                "{kind: json, template: {}, output: $..a} | wiring.runtime.output:1:36 is '$..a', but a JSONPath to one value (it may match several values) is required",
                "{kind: openai-chat, model: m, parameters: {stream: true}} | is 'stream', but parameters without 'stream', which the gate sets is required",
                "{kind: openai-chat, model: m, attempts: 0} | wiring.runtime.attempts:1:41 is '0', but a number from 1 to 1000000 is required",
                "{kind: openai-chat, model: m, timeout_seconds: -1} | is '-1', but a number above 0 is required",
                "{kind: openai-chat, model: m, headers: {Authorization: x}} | is 'Authorization', but a header that is no secret",
                "{kind: openai-chat, model: m, token_env: NOT_SET} | the environment variable NOT_SET is not set, but gate.yaml: wiring.runtime takes a secret from it; set it"
            })
    void what_is_wrong_is_told_with_its_place(String yaml, String message) {
        assertThatThrownBy(() -> Runtimes.open(yaml, "http://127.0.0.1:1", timing))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://host/x", "http://user:hush@host/", "host:80/x", "http://ho st/hush", "http://host/#hush"})
    void an_address_that_cannot_be_called_is_refused_without_repeating_it(String endpoint) {
        assertThatThrownBy(() -> Runtimes.open(Runtimes.CHAT, endpoint, timing))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the endpoint is no address that can be called, but http(s)://HOST")
                .hasMessageNotContaining("hush");
    }

    @Test
    void the_command_line_goes_before_the_wiring() {
        HttpRuntime runtime = HttpWiring.open(
                Runtimes.section(Runtimes.CHAT + "endpoint: http://one\nconcurrency: 2\n"),
                Optional.of("http://two/v1"),
                OptionalInt.of(32),
                Map.of(),
                timing);

        assertThat(runtime.name()).isEqualTo("openai-chat http://two/v1/chat/completions");
        assertThat(runtime.maxConcurrency()).isEqualTo(32);
    }

    @Test
    void the_wiring_holds_where_the_command_line_says_nothing() {
        HttpRuntime runtime = HttpWiring.open(
                Runtimes.section(Runtimes.CHAT + "endpoint: http://one\nconcurrency: 2\n"),
                Optional.empty(),
                OptionalInt.empty(),
                Map.of(),
                timing);

        assertThat(runtime.name()).isEqualTo("openai-chat http://one/chat/completions");
        assertThat(runtime.maxConcurrency()).isEqualTo(2);
    }
}
