/**
 * HTTP as the gate speaks it to registries: HTTP/1.1, no redirects, no cookies, and no call that can hang.
 * {@link dev.modelgate.registry.http.HttpTransport} makes calls, {@link dev.modelgate.registry.http.RemoteFailure} says why one failed.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.http;
