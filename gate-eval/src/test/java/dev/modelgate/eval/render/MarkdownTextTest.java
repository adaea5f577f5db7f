package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MarkdownTextTest {

    @Test
    void keeps_a_harmless_name_as_it_is() {
        assertThat(MarkdownText.code("tense.past_participle")).isEqualTo("`tense.past_participle`");
    }

    @Test
    void fences_backticks_escapes_pipes_and_shows_line_breaks_as_codes() {
        assertThat(MarkdownText.code("a`b|c\nd")).isEqualTo("``a`b\\|c\\u000ad``");
        assertThat(MarkdownText.code("`")).isEqualTo("`` ` ``");
        assertThat(MarkdownText.code("")).isEqualTo("` `");
    }

    @Test
    void takes_every_meaning_from_prose() {
        assertThat(MarkdownText.prose("<img> @all https://x *b* [l](u)"))
                .isEqualTo("&lt;img&gt; &#64;all https&#58;//x \\*b\\* \\[l\\](u)");
    }

    @Property
    void no_name_leaves_its_cell(@ForAll String name) {
        String code = MarkdownText.code(name);

        assertThat(code).doesNotContain("\n").doesNotContain("\r");
        assertThat(code.replace("\\|", "")).doesNotContain("|");
        assertThat(code).startsWith("`").endsWith("`");
    }
}
