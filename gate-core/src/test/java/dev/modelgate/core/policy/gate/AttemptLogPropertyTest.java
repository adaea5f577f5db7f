package dev.modelgate.core.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AttemptLogPropertyTest {

    @Property
    void a_number_never_changes_once_it_is_written_down(
            @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> models,
            @ForAll @IntRange(max = 5) int model,
            @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> later) {
        AttemptLog before = log(models);
        long number = before.number(on("s", model));
        List<Integer> all = new ArrayList<>(models);
        all.add(model);
        all.addAll(later);

        assertThat(log(all).number(on("s", model))).isEqualTo(number);
        assertThat(number).isBetween(1L, models.stream().distinct().count() + 1);
    }

    @Example
    void other_sets_and_policies_do_not_count_and_a_rerun_is_the_same_attempt() {
        AttemptLog log = new AttemptLog(ImmutableList.of(
                on("s", 1), on("s", 1), on("t", 2), new Attempt("m3", "s", Optional.of("p")), on("s", 4)));

        assertThat(log.number(on("s", 1))).isEqualTo(1);
        assertThat(log.number(on("s", 4))).isEqualTo(2);
        assertThat(log.number(on("s", 9))).isEqualTo(3);
        assertThat(log.number(on("u", 9))).isEqualTo(1);
    }

    private static AttemptLog log(List<Integer> models) {
        return new AttemptLog(models.stream().map(model -> on("s", model)).collect(ImmutableList.toImmutableList()));
    }

    private static Attempt on(String set, int model) {
        return new Attempt("m" + model, set, Optional.empty());
    }
}
