package dev.modelgate.registry.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.registry.http.RemoteFailure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeAddressTest {

    private static final URI REMOTE = URI.create("https://registry.example.org");
    private static final URI LOCAL = URI.create("http://127.0.0.1:5000");

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.org, https://auth.example.org/token",
        "http://127.0.0.1:5000, https://auth.example.org/token",
        "http://127.0.0.1:5000, http://localhost:5001/token"
    })
    void goes_to_https_and_from_the_loopback_to_the_loopback(URI from, String to) {
        assertThat(SafeAddress.parse(from, to, "it")).hasToString(to);
    }

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.org, http://127.0.0.1:8080/admin",
        "https://registry.example.org, http://registry.example.org/token",
        "http://127.0.0.1:5000, http://10.0.0.1/token",
        "https://registry.example.org, https://user:s3cret@auth.example.org/token?sig=s1gned"
    })
    void goes_nowhere_else_and_repeats_no_secret(URI from, String to) {
        assertThatThrownBy(() -> SafeAddress.parse(from, to, "it"))
                .isInstanceOf(RemoteFailure.class)
                .hasMessageContaining("but from " + from + " only https is gone to")
                .hasMessageNotContainingAny("s3cret", "s1gned");
    }

    @Test
    void another_scheme_host_or_port_is_another_origin() {
        assertThat(SafeAddress.sameOrigin(REMOTE, URI.create("https://REGISTRY.example.org:443/v2/")))
                .isTrue();
        assertThat(SafeAddress.sameOrigin(REMOTE, URI.create("http://registry.example.org:443/v2/")))
                .isFalse();
        assertThat(SafeAddress.sameOrigin(REMOTE, URI.create("https://registry.example.org:8443/v2/")))
                .isFalse();
        assertThat(SafeAddress.sameOrigin(REMOTE, URI.create("https://example.org/v2/")))
                .isFalse();
        assertThat(SafeAddress.sameOrigin(LOCAL, URI.create("http://127.0.0.1:5001/")))
                .isFalse();
    }
}
