package dev.modelgate.eval.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWordsTest {

    @Test
    void blanks_separate_and_quotes_keep_together() {
        assertThat(CommandWords.split("  python3 -c 'print(\"a  b\")' \"\"  x'y z'; $HOME"))
                .containsExactly("python3", "-c", "print(\"a  b\")", "", "xy z;", "$HOME");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{kind: process} | python3 'x | the command 'python3 'x' cannot be run: the quote ' is not closed; write the program",
                "{kind: process} | ~ ~ | the command ' ' cannot be run: it names no program",
                "{kind: process} |  | wiring.runtime has no 'command', but kind process needs one",
                "{kind: process} | ~python3 {bundle}/serve.py~ | no bundle is named for {bundle}; give --bundle",
                "{kind: process, model: x} | cat | 'model' is not understood; the words here are batch, command,"
            })
    void what_is_wrong_is_told(String yaml, String command, String message) {
        Section section = new Section(
                (JsonObject) YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "gate.yaml"), "wiring.runtime");

        assertThatThrownBy(() -> ProcessWiring.open(
                        section,
                        Optional.ofNullable(command),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Path.of("."),
                        Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_command_is_told_where_the_bundle_lies() throws InterruptedException {
        Section section = Section.empty("wiring.runtime");

        try (ModelRuntime runtime = ProcessWiring.open(
                section,
                Optional.of("sed -u -E 's|\"input\": ?\"x|\"output\": \"{bundle}|'"),
                OptionalInt.empty(),
                Optional.empty(),
                Path.of("."),
                Optional.of(Path.of("/models/a b")))) {
            ModelRuntime.Reply reply =
                    runtime.answer(List.of(new ModelRuntime.Request("1", "x"))).get(0);
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            ModelRuntime.Answered.class,
                            answered -> assertThat(answered.output()).isEqualTo("/models/a b"));
        }
    }
}
