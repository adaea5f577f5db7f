package dev.modelgate.eval.http;

import java.net.Proxy;
import java.net.ProxySelector;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the client: HTTP/1.1, one connection for each request under way, no cookies, no retries of its own, and no
 * redirects (a redirect would carry the secret headers elsewhere).
 */
final class Clients {

    private Clients() {}

    /** @param proxies where the platform says which addresses are reached through which proxy */
    static CloseableHttpClient open(HttpSettings settings, ProxySelector proxies) {
        HttpClientConnectionManager connections = connections(settings);
        if (isDirect(settings, proxies)) {
            return HttpClients.createMinimal(connections);
        }
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRoutePlanner(new SystemDefaultRoutePlanner(proxies))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static boolean isDirect(HttpSettings settings, ProxySelector proxies) {
        return proxies.select(settings.endpoint()).stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
    }

    private static HttpClientConnectionManager connections(HttpSettings settings) {
        Timeout timeout = Timeout.of(settings.timeout());
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(settings.concurrency())
                .setMaxConnTotal(settings.concurrency())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(timeout).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .build());
        if (settings.endpoint().getScheme().equals("http")) {
            // Plain HTTP needs no TLS, but the client would read the platform's certificates all the same: 100 ms.
            connections.setTlsSocketStrategy((socket, host, port, attachment, context) -> {
                throw new IllegalStateException("an http endpoint was asked for TLS");
            });
        }
        return connections.build();
    }
}
