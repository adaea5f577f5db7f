package dev.modelgate.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CanonicalSha;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What rollbacks do to a history, whatever was promoted and taken back before. */
class RollbackHistoryPropertyTest {

    /** A history as the registry keeps it: each release knows what was live before it, and one is live. */
    private static final class History {
        final Map<Long, Optional<LivePointer>> previous = new HashMap<>();
        final List<LivePointer> releases = new ArrayList<>();
        Optional<LivePointer> live = Optional.empty();

        /** The same history as a pile: a promotion puts one on top, a rollback takes off. */
        final Deque<LivePointer> pile = new ArrayDeque<>();

        LivePointer promote(int model) {
            long seq = releases.size() + 1L;
            LivePointer release = new LivePointer(sha(model), new SemverTag("v0.0." + seq), seq);
            previous.put(seq, live);
            releases.add(release);
            live = Optional.of(release);
            pile.push(release);
            return release;
        }

        RollbackRule.Choice choose(RollbackTarget target) {
            LivePointer now = live.orElseThrow();
            return new RollbackRule(now, release -> false)
                    .choose(target, path(now).iterator(), releases.stream());
        }

        List<LivePointer> path(LivePointer start) {
            List<LivePointer> path = new ArrayList<>();
            for (Optional<LivePointer> at = previous.get(start.promotedSeq());
                    at.isPresent();
                    at = previous.get(at.get().promotedSeq())) {
                path.add(at.get());
            }
            return path;
        }

        void back() {
            if (live.isPresent() && choose(RollbackTarget.Back.PREVIOUS) instanceof RollbackRule.Chosen chosen) {
                live = Optional.of(chosen.release());
                CanonicalSha bad = pile.element().sha();
                while (pile.element().sha().equals(bad)) {
                    pile.pop();
                }
            }
        }
    }

    /** A number promotes that model, zero rolls back. */
    private static History replayed(List<Integer> steps) {
        History history = new History();
        for (int step : steps) {
            if (step == 0) {
                history.back();
            } else {
                history.promote(step);
            }
        }
        return history;
    }

    @Property
    void stepping_back_is_taking_off_a_pile(@ForAll("steps") List<Integer> steps) {
        History history = replayed(steps);

        assertThat(history.live).isEqualTo(Optional.ofNullable(history.pile.peek()));
    }

    @Property
    void a_rollback_always_changes_what_serves(@ForAll("steps") List<Integer> steps) {
        History history = replayed(steps);
        Optional<LivePointer> before = history.live;

        history.back();

        boolean possible = before.isPresent()
                && history.path(before.get()).stream()
                        .anyMatch(release -> !release.sha().equals(before.get().sha()));
        assertThat(history.live.map(LivePointer::sha).equals(before.map(LivePointer::sha)))
                .isEqualTo(!possible);
    }

    @Property
    void a_rollback_undoes_a_promotion_of_another_model(@ForAll("steps") List<Integer> steps) {
        History history = replayed(steps);
        Optional<LivePointer> before = history.live;

        history.promote(99);
        history.back();

        assertThat(history.live).isEqualTo(before.isPresent() ? before : Optional.of(history.releases.get(0)));
    }

    @Property
    void n_steps_at_once_are_n_single_steps(@ForAll("steps") List<Integer> steps, @ForAll("few") int n) {
        History history = replayed(steps);
        if (history.live.isEmpty()) {
            history.promote(1);
        }
        RollbackRule.Choice atOnce = history.choose(new RollbackTarget.Back(n));

        boolean everyStep = true;
        for (int i = 0; i < n && everyStep; i++) {
            everyStep = history.choose(RollbackTarget.Back.PREVIOUS) instanceof RollbackRule.Chosen;
            history.back();
        }

        if (everyStep) {
            assertThat(atOnce).isEqualTo(new RollbackRule.Chosen(history.live.orElseThrow()));
        } else {
            assertThat(atOnce).isInstanceOf(RollbackRule.Refused.class);
        }
    }

    @Property
    void what_was_live_once_can_be_named_and_nothing_else_can(@ForAll("steps") List<Integer> steps) {
        History history = replayed(steps);
        LivePointer first = history.releases.isEmpty() ? history.promote(1) : history.releases.get(0);

        RollbackRule.Choice byVersion = history.choose(new RollbackTarget.ToVersion(first.semver()));
        assertThat(byVersion)
                .isEqualTo(
                        history.live.equals(Optional.of(first))
                                ? new RollbackRule.AlreadyLive(first)
                                : new RollbackRule.Chosen(first));
        assertThat(history.choose(new RollbackTarget.ToModel(sha(1234)))).isInstanceOf(RollbackRule.Refused.class);
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 4).list().ofMaxSize(25);
    }

    @Provide
    Arbitrary<Integer> few() {
        return Arbitraries.integers().between(1, 4);
    }

    private static CanonicalSha sha(int model) {
        return new CanonicalSha("%064x".formatted(model));
    }
}
