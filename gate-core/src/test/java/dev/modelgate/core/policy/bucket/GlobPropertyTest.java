package dev.modelgate.core.policy.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class GlobPropertyTest {

    @Property
    void a_name_without_wildcards_matches_itself_alone(
            @ForAll @StringLength(min = 1, max = 12) String name, @ForAll @StringLength(max = 12) String other) {
        String plain = name.replace('*', 'x').replace('?', 'x');

        assertThat(Glob.of(plain).matches(plain)).isTrue();
        assertThat(Glob.of(plain).matches(other)).isEqualTo(plain.equals(other));
        assertThat(Glob.of(plain).isName()).isTrue();
    }

    @Property
    void a_star_matches_whatever_stands_between(
            @ForAll @StringLength(max = 6) String before,
            @ForAll @StringLength(max = 6) String between,
            @ForAll @StringLength(max = 6) String after) {
        assertThat(Glob.of("<" + plain(before) + "*" + plain(after) + ">")
                        .matches("<" + plain(before) + between + plain(after) + ">"))
                .isTrue();
    }

    @Example
    void dots_are_dots_and_a_question_mark_is_one_character() {
        assertThat(Glob.of("tense.*").matches("tense.past")).isTrue();
        assertThat(Glob.of("tense.*").matches("tensexpast")).isFalse();
        assertThat(Glob.of("a?c").matches("abc")).isTrue();
        assertThat(Glob.of("a?c").matches("ac")).isFalse();
        assertThat(Glob.of("a?c").isName()).isFalse();
        assertThatThrownBy(() -> Glob.of(""))
                .hasMessage("a bucket pattern is empty, but a name or a pattern is required");
    }

    private static String plain(String text) {
        return text.replace('*', 'x').replace('?', 'x');
    }
}
