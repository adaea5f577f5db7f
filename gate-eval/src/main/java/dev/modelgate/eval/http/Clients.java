package dev.modelgate.eval.http;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the client: HTTP/1.1, no redirects (a redirect would carry the secret headers elsewhere). */
final class Clients {

    private Clients() {}

    static HttpClient open(HttpSettings settings) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout());
        if (settings.endpoint().getScheme().equals("http")) {
            client.sslContext(trustingNobody());
        }
        return client.build();
    }

    /** Plain HTTP needs none, but the client would read the platform's certificates all the same: 100 ms for nothing. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
