package dev.modelgate.eval.http;

import com.google.common.collect.ImmutableMap;
import java.net.URI;
import java.time.Duration;

/**
 * How an endpoint is called.
 *
 * @param headers sent with each request, beside the secret ones
 * @param timeout for one attempt, from the connection to the last byte of the body
 * @param concurrency requests under way at once
 * @param perSecond requests begun a second; 0 for no limit
 */
record HttpSettings(
        URI endpoint,
        ImmutableMap<String, String> headers,
        Secrets secrets,
        Duration timeout,
        Retries retries,
        int concurrency,
        double perSecond) {

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    static final int DEFAULT_CONCURRENCY = 8;
    static final int DEFAULT_ATTEMPTS = 4;
}
