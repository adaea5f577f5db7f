package dev.modelgate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.MalformedSemverException;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistriesTest {

    @TempDir
    Path folder;

    @Test
    void a_directory_is_opened_where_it_is_named_from_and_not_created() throws IOException {
        try (Registry registry = Registries.open(folder, "./registry", Environment.PRODUCTION, notice -> {})) {
            assertThat(new RegistryListing(registry).list()).isEmpty();
            assertThat(registry.uri()).endsWith("registry").startsWith(folder.toString());
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://host/x#branch", "jdbc:mysql:gate", "https://x", "", " "})
    void what_is_no_directory_cannot_be_opened(String uri) {
        assertThatThrownBy(() -> Registries.open(folder, uri, Environment.PRODUCTION, notice -> {}))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the registry is '" + uri + "', but a directory, git+ssh:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3.1", "v0.3.1", "1.0.0-rc.1", "v1.2.3-alpha-1.x+build.7", "10.20.30"})
    void a_version_is_taken_with_or_without_v_and_stored_with_it(String text) {
        assertThat(Semvers.parse(text).text()).isEqualTo("v" + text.replaceFirst("^v", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "1",
                "1.2",
                "1.2.3.4",
                "01.2.3",
                "1.02.3",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3+",
                "vv1.2.3",
                "V1.2.3",
                " 1.2.3",
                "1.2.3 ",
                "1.2.3\n",
                "latest",
                "1.2.x",
                "^1.2.3",
                "1.2.3-ä",
                "../1.2.3",
                "-1.2.3",
                "1.2.3-x$(id)"
            })
    void a_version_that_is_none_is_a_usage_error(String text) {
        assertThatThrownBy(() -> Semvers.parse(text)).isInstanceOf(MalformedSemverException.class);
    }
}
