package dev.modelgate.cli;

import com.google.common.base.Strings;

/** What {@code gate --help} prints: every command with a line, by what people come for. */
final class Overview {

    private Overview() {}

    static String text() {
        StringBuilder out = new StringBuilder("""
                gate: a deploy gate for machine-learning models

                Usage: gate COMMAND [OPTIONS]      gate COMMAND --help      gate --version
                """);
        Catalog.byGroup().asMap().forEach((group, entries) -> {
            out.append('\n').append(group).append('\n');
            entries.forEach(entry -> out.append("  ")
                    .append(Strings.padEnd(entry.name(), 20, ' '))
                    .append(' ')
                    .append(entry.summary())
                    .append('\n'));
        });
        return out.append("""

                Status: 0 passed or done, 2 refused, 1 could not judge, 64 wrong command line.
                """).toString();
    }
}
