package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.modelgate.registry.http.RemoteFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class BoundedCallsTest {

    private final BoundedCalls calls = new BoundedCalls(2, Duration.ofMillis(500));
    private final CountDownLatch forEver = new CountDownLatch(1);

    @AfterEach
    void let_go() {
        forEver.countDown();
    }

    @Test
    void gives_what_the_call_gives() throws ExecutionException {
        assertThat(calls.run("a call", () -> 7, () -> {})).isEqualTo(7);
        assertThat(calls.free()).isEqualTo(2);
    }

    @Test
    void gives_what_the_call_throws() {
        assertThatThrownBy(() -> calls.run(
                        "a call",
                        () -> {
                            throw new IllegalStateException("no");
                        },
                        () -> {}))
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_more_when_as_many_hang_as_may() throws Exception {
        for (int hanging = 0; hanging < 2; hanging++) {
            assertThatThrownBy(() -> calls.run("a call", this::hang, () -> {}))
                    .isInstanceOf(RemoteFailure.class)
                    .hasMessageContaining("a call took longer than 500 ms");
        }

        assertThatThrownBy(() -> calls.run("another", () -> 7, () -> {}))
                .isInstanceOf(RemoteFailure.class)
                .hasMessageContaining("another was not begun: 2 calls to the server hang, but at most 2 may");
    }

    @Test
    void takes_calls_again_when_the_release_ends_one_that_hung() throws Exception {
        assertThatThrownBy(() -> calls.run("a call", this::hang, forEver::countDown))
                .isInstanceOf(RemoteFailure.class);
        while (calls.free() < 2) {
            Thread.sleep(5);
        }

        assertThat(calls.run("another", () -> 7, () -> {})).isEqualTo(7);
    }

    /** As a library does that swallows interrupts. */
    private int hang() {
        Uninterruptibles.awaitUninterruptibly(forEver);
        return 0;
    }
}
