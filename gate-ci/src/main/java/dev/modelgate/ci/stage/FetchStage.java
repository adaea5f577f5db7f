package dev.modelgate.ci.stage;

import dev.modelgate.registry.artifact.FetchedBundle;
import java.io.IOException;
import java.util.Optional;

/** The model's bytes, from the tracker into the cache, verified. */
public final class FetchStage {

    private final Workshop shop;

    public FetchStage(Workshop shop) {
        this.shop = shop;
    }

    public Outcome run() throws IOException {
        FetchedBundle fetched = fetch(shop);
        String sha = fetched.document().sha().hex();
        shop.folder().keepBundle(fetched.directory(), sha);
        return Outcome.passed(
                Stage.FETCH, "model `%s`%s".formatted(sha, fetched.fromCache() ? ", from the cache" : ""));
    }

    static FetchedBundle fetch(Workshop shop) throws IOException {
        String run = shop.folder().accepted().request().runId();
        return shop.sources().open("mlflow:" + run, Optional.empty()).fetch(Optional.empty());
    }
}
