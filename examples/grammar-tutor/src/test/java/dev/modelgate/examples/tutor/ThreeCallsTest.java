package dev.modelgate.examples.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.promote.Promotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library program of the README, run on the real models. */
class ThreeCallsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path TUTOR = ROOT.resolve("examples/grammar-tutor");

    @TempDir
    private Path project;

    @BeforeEach
    void commitABaseline() throws IOException, GitAPIException {
        for (String name : new String[] {"eval_baseline.json", "eval_baseline_cases.jsonl"}) {
            Files.copy(ROOT.resolve(name), project.resolve(name));
        }
        // A folder of classes serves as well as a jar, and is there before the jar is packed.
        Files.writeString(project.resolve("gate.yaml"), """
                version: 1
                wiring:
                  suite: phase-20
                  codec: {name: grammar-tutor, jar: "%s"}
                """.formatted(TUTOR.resolve("target/classes")));
        try (Git git = Git.init()
                .setDirectory(project.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Baseline")
                    .setAuthor("test", "test@localhost")
                    .setCommitter("test", "test@localhost")
                    .setSign(false)
                    .call();
        }
    }

    @Test
    void promotes_the_model_that_holds() throws IOException, InterruptedException {
        Promotion.Result result = promote("clean");

        assertThat(result).isInstanceOf(Promotion.Promoted.class);
        assertThat(Files.readString(project.resolve("registry/tags.json")))
                .contains("\"v0.3.1\": \"75300a9f91e99e002af5e366671d3f9f0a00854ea4fb1eac7687747ee1bf31ec\"");
    }

    @Test
    void refuses_the_model_that_got_worse_and_leaves_no_tag() throws IOException, InterruptedException {
        Promotion.Result result = promote("degraded");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Promotion.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(Reason::code)
                                .contains(ReasonCode.NOT_PASSED));
        assertThat(project.resolve("registry/tags.json")).doesNotExist();
    }

    private Promotion.Result promote(String model) throws IOException, InterruptedException {
        return ThreeCalls.promote(
                project,
                TUTOR.resolve("models").resolve(model),
                TUTOR.resolve("data/eval/phase-20.jsonl"),
                "0.3.1",
                Clock.systemUTC());
    }
}
