package dev.modelgate.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.release.SemverTag;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployRequestTest {

    @Test
    void reads_a_request_on_a_line_of_its_own() {
        assertThat(DeployRequest.in("Please:\r\n\r\n  mlflow_run_id=0123abcd semver=v0.3.1  \r\nThanks"))
                .contains(new DeployRequest.Read(new DeployRequest("0123abcd", new SemverTag("v0.3.1"))));
        assertThat(DeployRequest.in("mlflow_run_id=a semver=1.2.3"))
                .contains(new DeployRequest.Read(new DeployRequest("a", new SemverTag("v1.2.3"))));
    }

    @Test
    void a_comment_without_its_words_asks_for_nothing() {
        assertThat(DeployRequest.in("looks good to me")).isEmpty();
        assertThat(DeployRequest.in("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow_run_id=a",
                "semver=v0.1.0",
                "semver=v0.1.0 mlflow_run_id=a",
                "mlflow_run_id=a semver=v0.1.0; rm -rf /",
                "mlflow_run_id=$(id) semver=v0.1.0",
                "mlflow_run_id=../../x semver=v0.1.0",
                "mlflow_run_id=a semver=latest",
                "mlflow_run_id = a semver = v0.1.0",
                "`mlflow_run_id=a semver=v0.1.0`",
                "mlflow_run_id=a semver=v0.1.0\nmlflow_run_id=b semver=v0.1.1"
            })
    void says_what_is_wrong_with_what_was_meant_as_one(String text) {
        assertThat(DeployRequest.in(text))
                .get()
                .isInstanceOfSatisfying(
                        DeployRequest.Malformed.class,
                        malformed -> assertThat(malformed.why()).contains(DeployRequest.FORM));
    }

    @Property
    void no_text_at_all_gives_a_run_or_version_that_could_be_more_than_a_word(
            @ForAll String before, @ForAll String id) {
        DeployRequest.in(before + "\nmlflow_run_id=" + id + " semver=v0.1.0")
                .filter(DeployRequest.Read.class::isInstance)
                .map(DeployRequest.Read.class::cast)
                .ifPresent(read -> assertThat(read.request().runId()).matches("[A-Za-z0-9_-]+"));
    }
}
