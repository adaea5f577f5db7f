package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void a_line_shows_what_would_move_the_cursor_or_reorder_text_as_its_code() {
        assertThat(Printable.line("a\nb\u001b[2J\u202ec")).isEqualTo("a\\u000ab\\u001b[2J\\u202ec");
        assertThat(Printable.line("größe 日本 😀")).isEqualTo("größe 日本 😀");
    }

    @Test
    void a_block_keeps_its_lines() {
        assertThat(Printable.block("a\n\tb\u001b")).isEqualTo("a\n\tb\\u001b");
    }

    @Test
    void a_block_beyond_all_reading_is_cut_with_a_word_on_it() {
        assertThat(Printable.block("x".repeat(4_000))).hasSize(4_000);
        assertThat(Printable.block("x".repeat(4_001)))
                .endsWith("x … (cut here)")
                .hasSize(4_013);
        assertThat(Printable.block("😀".repeat(4_001))).contains("😀 … (cut here)");
    }
}
