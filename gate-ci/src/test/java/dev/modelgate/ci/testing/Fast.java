package dev.modelgate.ci.testing;

import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import java.time.Duration;

/** Calls as they are made in earnest, but without the pauses between two tries. */
public final class Fast {

    private Fast() {}

    public static HttpTransport transport() {
        return new HttpTransport(HttpSettings.DEFAULT, new Waiting() {
            @Override
            public void rest(Duration pause) {}

            @Override
            public double chance() {
                return 0;
            }
        });
    }
}
