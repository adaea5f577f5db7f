package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiffCommandTest {

    private static final Path MODELS =
            Path.of(System.getProperty("project.root"), "examples", "grammar-tutor", "models");

    @Test
    void names_the_one_tensor_that_was_perturbed_and_how_far_it_moved() {
        Shell.Result result = new Shell(MODELS).run("diff", "clean", "degraded");

        assertThat(result.status()).isZero();
        assertThat(result.out().lines().filter(line -> line.startsWith("tensor")))
                .singleElement()
                .asString()
                .startsWith("tensor  emb.tense  changed  32 of 160 values differ, largest ");
        assertThat(result.out())
                .contains("config  $.name  \"grammar-tutor-clean\" -> \"grammar-tutor-degraded\"")
                .contains("file    model.onnx");
    }

    @Test
    void says_that_a_model_is_itself() {
        assertThat(new Shell(MODELS).run("diff", "clean", "clean").out())
                .isEqualTo("no difference: both are one model\n");
    }

    @Test
    void refuses_a_version_that_the_registry_does_not_hold() {
        assertThat(new Shell(MODELS).run("diff", "clean", "v1.0.0").status()).isEqualTo(2);
    }
}
