package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a judging command leaves behind is of this run, or not there: never an earlier run's PASS. */
class StaleOutputTest {

    private static final String REPORT =
            "{\"eval_set_sha256\": \"%s\", \"buckets\": {\"a\": {\"n\": 100, \"correct\": 90}}}"
                    .formatted("a".repeat(64));

    @TempDir
    private Path directory;

    @BeforeEach
    void two_reports() throws IOException {
        Files.writeString(directory.resolve("b.json"), REPORT);
        Files.writeString(directory.resolve("c.json"), REPORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "check"})
    void a_candidate_that_cannot_be_read_leaves_no_verdict_of_an_earlier_run(String command) throws IOException {
        assertThat(judge(command).status()).isZero();
        assertThat(directory.resolve("v.json")).content().contains("PASS");
        Files.writeString(directory.resolve("v.dsse.json"), "signed");
        Files.writeString(directory.resolve("c.json"), "{");

        assertThat(judge(command).status()).isEqualTo(1);
        assertThat(directory.resolve("v.json")).doesNotExist();
        assertThat(directory.resolve("v.dsse.json")).doesNotExist();
        assertThat(directory.resolve("r.xml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "check"})
    void a_bad_signing_key_leaves_neither_an_old_verdict_nor_an_unsigned_one(String command) {
        assertThat(judge(command).status()).isZero();

        Shell.Result result = judge(command, new Shell(directory).with("GATE_SIGNING_KEY", "no key"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("GATE_SIGNING_KEY cannot sign");
        assertThat(directory.resolve("v.json")).doesNotExist();
        assertThat(directory.resolve("r.xml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verdict-out=c.json", "--verdict-out=b.json"})
    void a_verdict_never_takes_the_place_of_what_is_judged(String output) {
        Shell.Result result = new Shell(directory).run("compare", "--candidate=c.json", "--baseline=b.json", output);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("but that is read; name another file");
        assertThat(directory.resolve("c.json")).hasContent(REPORT);
        assertThat(directory.resolve("b.json")).hasContent(REPORT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_device_takes_the_verdict_and_stays_a_device() {
        Path device = Path.of("/dev/null");

        assertThat(new Shell(directory)
                        .run("compare", "--candidate=c.json", "--baseline=b.json", "--verdict-out=" + device)
                        .status())
                .isZero();
        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(Files.exists(device)).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_in_the_place_of_an_input_is_named_and_not_waited_for() throws Exception {
        Path pipe = directory.resolve("pipe.jsonl");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.writeString(
                directory.resolve("with_cases.json"), REPORT.replaceFirst("\\{", "{\"cases\": \"pipe.jsonl\", "));

        for (String[] line : new String[][] {
            {"compare", "--candidate=with_cases.json", "--baseline=b.json"},
            {"compare", "--candidate=c.json", "--baseline=with_cases.json"},
            {"compare", "--candidate=pipe.jsonl", "--baseline=b.json"},
            {"check", "--candidate=c.json", "--baseline=b.json", "--policy=pipe.jsonl"},
            {"report", "pipe.jsonl"},
            {"explain", "pipe.jsonl"},
            {"policy", "explain", "--policy=pipe.jsonl"},
            {"data", "verify", "pipe.jsonl"},
            {"import", "inspect", "pipe.jsonl", "--out=o.json"},
            {"selftest", "pipe.jsonl"},
            {"diff", "pipe.jsonl", "pipe.jsonl"}
        }) {
            Shell.Result result = new Shell(directory).run(line);

            assertThat(result.status()).as(String.join(" ", line)).isNotZero().isNotEqualTo(2);
        }
        assertThat(new Shell(directory)
                        .run("compare", "--candidate=with_cases.json", "--baseline=b.json")
                        .err())
                .contains("pipe.jsonl is a pipe, a device or a socket, but a regular file is required");
    }

    private Shell.Result judge(String command) {
        return judge(command, new Shell(directory));
    }

    private static Shell.Result judge(String command, Shell shell) {
        return shell.run(command, "--candidate=c.json", "--baseline=b.json", "--verdict-out=v.json", "--report=r.xml");
    }
}
