package dev.modelgate.eval.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://host/path, https://host/path",
        "https://user:s3cret@host:8080/path, https://host:8080/path",
        "https://s3cret@host/path, https://host/path",
        "https://user:s3c/ret@host/path, https://host/path",
        "https://user:s3c?ret@host/path, https://host/path",
        "https://user:s3c@ret@host/path, https://host/path",
        "https://host:8080/model@v1, https://host:8080/model@v1",
        "https://host/model@v1, https://host/model@v1",
        "https://user:s3c@r/et@host/path, https://host/path",
        "https://host/a?X-Amz-Signature=s3cret&b=c, https://host/a",
        "https://host?sig=s3cret, https://host",
        "https://host/a#access_token=s3cret, https://host/a",
        "https://host/a?b=c#main, https://host/a#main",
        "git+ssh://git@host/registry.git#registry, git+ssh://host/registry.git#registry",
        "jdbc:postgresql://host/db?user=gate&password=s3cret, jdbc:postgresql://host/db",
        "postgresql://gate:s3cret@host/db, postgresql://host/db",
        "/srv/https:/user:s3cret@host/c.json?sig=s3cret, /srv/https:/host/c.json",
        "oci:user:s3cret@host/model:v1, oci:host/model:v1",
        "oci:host:5000/model@sha256:00, oci:host:5000/model@sha256:00",
        "//user:s3cret@host/share, //host/share"
    })
    void shows_an_address_without_what_may_be_secret(String address, String shown) {
        assertThat(ShownAddress.in(address)).isEqualTo(shown);
    }

    @Test
    void finds_every_address_of_a_sentence() {
        assertThat(ShownAddress.in("GET https://a:b@one/x failed (see 'http://two/y?token=t'); ask again"))
                .isEqualTo("GET https://one/x failed (see 'http://two/y'); ask again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model.onnx:3: 'a' is unknown", "oci:host/model@sha256:00", "a // b", "is it so? yes"})
    void leaves_a_text_without_addresses_as_it_is(String text) {
        assertThat(ShownAddress.in(text)).isEqualTo(text);
    }

    @Test
    void an_origin_is_scheme_host_and_port() {
        assertThat(ShownAddress.origin(URI.create("https://user:pass@host:8443/path?query")))
                .isEqualTo("https://host:8443");
        assertThat(ShownAddress.origin(URI.create("http://host/path"))).isEqualTo("http://host");
    }
}
