package dev.modelgate.eval.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClientsTest {

    private static final HttpSettings NOWHERE = new HttpSettings(
            URI.create("http://endpoint.invalid/v1"),
            ImmutableMap.of(),
            Secrets.NONE,
            Duration.ofSeconds(10),
            Retries.of(1),
            1,
            0);

    @Test
    void goes_through_the_proxy_that_the_platform_names() throws Exception {
        try (RawServer proxy = new RawServer((n, socket) -> RawServer.answer(socket, "by proxy"));
                CloseableHttpClient client = Clients.open(NOWHERE, always(proxy.url()))) {
            String body = client.execute(
                    new HttpPost(NOWHERE.endpoint()),
                    response -> new String(BoundedBody.read(response.getEntity()), UTF_8));

            assertThat(body).isEqualTo("by proxy");
            assertThat(proxy.requests()).isEqualTo(1);
        }
    }

    private static ProxySelector always(String url) {
        URI uri = URI.create(url);
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI target) {
                return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), uri.getPort())));
            }

            @Override
            public void connectFailed(URI target, SocketAddress address, IOException e) {
                throw new AssertionError(e);
            }
        };
    }
}
