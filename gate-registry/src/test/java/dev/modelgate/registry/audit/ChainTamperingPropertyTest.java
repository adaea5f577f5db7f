package dev.modelgate.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to the lines of a chain, verifying finds it, though every document beside it was left alone. */
class ChainTamperingPropertyTest {

    private static final int LINES = 9;
    private static final Instant AT = Instant.parse("2026-05-01T09:00:00Z");

    @Property(tries = 300)
    void one_changed_character_is_found(
            @ForAll @IntRange(max = LINES - 1) int line,
            @ForAll @IntRange(max = 10_000) int place,
            @ForAll @CharRange(from = ' ', to = '~') char to)
            throws IOException {
        InMemoryRegistryStore store = chain();
        String before = store.lines.get(line);
        int at = place % before.length();
        String after = before.substring(0, at) + to + before.substring(at + 1);
        store.lines.set(line, after);

        assertThat(findings(store).isEmpty()).isEqualTo(before.equals(after));
    }

    @Property(tries = 100)
    void a_dropped_line_is_found(@ForAll @IntRange(max = LINES - 1) int line) throws IOException {
        InMemoryRegistryStore store = chain();
        store.lines.remove(line);

        assertThat(findings(store)).isNotEmpty();
    }

    @Property(tries = 100)
    void a_dropped_stretch_is_found(
            @ForAll @IntRange(max = LINES - 1) int from, @ForAll @IntRange(min = 1, max = LINES) int length)
            throws IOException {
        InMemoryRegistryStore store = chain();
        store.lines.subList(from, Math.min(LINES, from + length)).clear();

        assertThat(findings(store)).isNotEmpty();
    }

    @Property(tries = 100)
    void two_swapped_lines_are_found(
            @ForAll @IntRange(max = LINES - 1) int one, @ForAll @IntRange(max = LINES - 1) int other)
            throws IOException {
        InMemoryRegistryStore store = chain();
        Collections.swap(store.lines, one, other);

        assertThat(findings(store).isEmpty()).isEqualTo(one == other);
    }

    @Property(tries = 100)
    void an_inserted_line_is_found_wherever_it_was_taken_from(
            @ForAll @IntRange(max = LINES) int at, @ForAll @IntRange(max = LINES - 1) int copied) throws IOException {
        InMemoryRegistryStore store = chain();
        store.lines.add(at, store.lines.get(copied));

        assertThat(findings(store)).isNotEmpty();
    }

    @Property(tries = 20)
    void nothing_is_found_in_a_chain_that_was_left_alone() throws IOException {
        assertThat(findings(chain())).isEmpty();
    }

    private static InMemoryRegistryStore chain() throws IOException {
        InMemoryRegistryStore store = new InMemoryRegistryStore();
        registry(store).write(editor -> {
            editor.commit(
                    Change.of(AT, new EventBody.Created(new RegistryIdentity("tutor", false)), ImmutableMap.of()));
            for (int i = 2; i <= LINES; i++) {
                CanonicalSha sha = new CanonicalSha("%064x".formatted(i));
                editor.commit(Change.of(AT, new EventBody.Registered(sha, "%064d".formatted(i)), ImmutableMap.of()));
            }
            return true;
        });
        return store;
    }

    /** Those of the chain alone: that the entries are missing is another matter. */
    private static List<Finding> findings(RegistryStore store) throws IOException {
        return new RegistryVerifier(registry(store))
                .run(Optional.empty()).findings().stream()
                        .filter(finding -> !finding.place().startsWith("entries/"))
                        .toList();
    }

    private static Registry registry(RegistryStore store) {
        return new Registry(store, Environment.PRODUCTION, notice -> {});
    }
}
