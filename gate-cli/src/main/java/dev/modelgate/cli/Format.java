package dev.modelgate.cli;

/** How a result is printed: for a person, or for a program. */
enum Format {
    TEXT,
    JSON;

    static final String HELP = "text (the default) or json";
}
