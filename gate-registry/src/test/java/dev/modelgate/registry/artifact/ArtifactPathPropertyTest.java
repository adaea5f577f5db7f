package dev.modelgate.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.registry.http.RemoteFailure;
import java.nio.file.Path;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class ArtifactPathPropertyTest {

    private static final Path ROOT = Path.of("/srv/bundle");

    @Property(tries = 2_000)
    void whatever_a_server_lists_is_refused_or_lies_below_the_directory(
            @ForAll @StringLength(max = 12) @CharRange(from = '.', to = '/') @CharRange(from = 'a', to = 'c')
                    String name) {
        try {
            Path path = new ArtifactPath(name).in(ROOT);
            assertThat(path.startsWith(ROOT)).isTrue();
            assertThat(path).isNotEqualTo(ROOT);
        } catch (RemoteFailure e) {
            assertThat(e.kind()).isEqualTo(RemoteFailure.Kind.UNSAFE_NAME);
        }
    }

    @Property
    void no_name_of_any_kind_leaves_the_directory(@ForAll String name) {
        try {
            assertThat(new ArtifactPath(name).in(ROOT).startsWith(ROOT)).isTrue();
        } catch (RemoteFailure e) {
            assertThat(e.kind()).isEqualTo(RemoteFailure.Kind.UNSAFE_NAME);
        }
    }

    @Example
    void a_refused_name_is_shown_without_its_control_characters() {
        assertThatThrownBy(() -> new ArtifactPath("a\u001b[2J"))
                .hasMessageContaining("\\u001b")
                .hasMessageContaining("holding a control character");
    }

    @Example
    void a_name_too_long_for_a_file_system_is_refused() {
        assertThatThrownBy(() -> new ArtifactPath("é".repeat(128))).hasMessageContaining("more than 255 bytes");
    }
}
