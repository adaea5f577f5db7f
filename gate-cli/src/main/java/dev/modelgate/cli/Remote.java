package dev.modelgate.cli;

import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.source.ArtifactSources;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;

/** Servers that hold bundles, with the environment's addresses and logins and this user's cache. */
record Remote(Invocation invocation, ContentCache cache, HttpTransport transport) {

    static Remote of(Invocation invocation) {
        return new Remote(
                invocation,
                ContentCache.of(invocation.environment()),
                new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL));
    }

    /** @param reader hashes what comes */
    ArtifactSources sources(BundleReader reader) {
        return new ArtifactSources(cache, reader, invocation.environment(), transport);
    }
}
