package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.modelgate.core.CannotJudgeException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AllCoresTest {

    @Test
    void gives_results_in_the_order_of_the_items() {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();

        assertThat(AllCores.map(items, item -> item % 7, item -> item * 2))
                .containsExactlyElementsOf(items.stream().map(item -> item * 2).toList());
    }

    @Test
    void gives_nothing_for_nothing() {
        assertThat(AllCores.map(List.of(), item -> 1, item -> item)).isEmpty();
    }

    @Test
    void begins_with_the_heaviest() {
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        List<Integer> items = IntStream.range(0, 10 * AllCores.COUNT).boxed().toList();

        AllCores.map(items, item -> item, begun::add);

        assertThat(begun.stream().limit(AllCores.COUNT)).allMatch(item -> item >= items.size() - 2 * AllCores.COUNT);
    }

    @Test
    void fails_as_the_heaviest_item_that_failed() {
        assertThatThrownBy(
                        () -> AllCores.map(List.of(1, 2, 3), item -> item, item -> item == 3 ? "fine" : failing(item)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("item 2");
    }

    @Test
    void stops_the_others_and_waits_for_them_when_one_failed() {
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch allStarted = new CountDownLatch(AllCores.COUNT);
        List<Integer> items = IntStream.range(0, AllCores.COUNT).boxed().toList();

        assertThatThrownBy(() -> AllCores.map(items, item -> item == 0 ? 1 : 0, item -> {
                    allStarted.countDown();
                    Uninterruptibles.awaitUninterruptibly(allStarted);
                    return item == 0 ? failing(item) : sleep(interrupted);
                }))
                .hasMessage("item 0");
        assertThat(interrupted).hasValue(AllCores.COUNT - 1);
    }

    @Test
    void cannot_judge_and_stays_interrupted_when_the_caller_is_interrupted() {
        AtomicInteger interrupted = new AtomicInteger();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> AllCores.map(List.of(1), item -> 1, item -> sleep(interrupted)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String sleep(AtomicInteger interrupted) {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
        return "woken";
    }

    private static String failing(int item) {
        throw new CannotJudgeException("item " + item);
    }
}
