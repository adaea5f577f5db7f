package dev.modelgate.cli;

import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command line of one command may say. Declared in code, not by annotations: reading annotations takes
 * longer than a comparison does.
 */
final class Syntax {

    private final CommandSpec spec;
    private int positions;

    Syntax(CommandSpec spec) {
        this.spec = spec;
        spec.usageMessage().sortOptions(false);
    }

    /** What the command does, in a sentence, and one command line that a reader can try. */
    Syntax about(String description, String example) {
        spec.usageMessage()
                .description(description)
                .footerHeading("%nExample:%n")
                .footer("  " + example);
        return this;
    }

    /** An option that must be given, with one value. */
    Syntax required(String name, String label, String help, Consumer<String> value) {
        spec.addOption(valued(name, label, help, value).required(true).build());
        return this;
    }

    /** An option with one value. */
    Syntax option(String name, String label, String help, Consumer<String> value) {
        spec.addOption(valued(name, label, help, value).build());
        return this;
    }

    /** An option with one value that may be given again. */
    Syntax repeated(String name, String label, String help, Consumer<String> value) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel(label)
                .description(help)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .setter(each(value))
                .build());
        return this;
    }

    /** An option without a value. */
    Syntax flag(String name, String help, Runnable given) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(help)
                .setter(setter(text -> given.run()))
                .build());
        return this;
    }

    /** A word that must be given, behind those declared before. */
    Syntax word(String label, String help, Consumer<String> value) {
        return positional("1", label, help, value);
    }

    /** A word that may be given, behind those declared before. */
    Syntax optionalWord(String label, String help, Consumer<String> value) {
        return positional("0..1", label, help, value);
    }

    /** {@code --help}, last in the list. */
    Syntax help() {
        spec.addOption(OptionSpec.builder("--help", "-h")
                .usageHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("show this help")
                .build());
        return this;
    }

    private Syntax positional(String arity, String label, String help, Consumer<String> value) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(Integer.toString(positions++))
                .arity(arity)
                .paramLabel(label)
                .description(help)
                .type(String.class)
                .setter(setter(value))
                .build());
        return this;
    }

    private static OptionSpec.Builder valued(String name, String label, String help, Consumer<String> value) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .description(help)
                .type(String.class)
                .setter(setter(value));
    }

    /** picocli hands over the list so far, each time one longer, and at first none. */
    private static picocli.CommandLine.Model.ISetter each(Consumer<String> value) {
        return new picocli.CommandLine.Model.ISetter() {
            private int seen;

            @Override
            public <T> T set(T given) {
                if (given instanceof List<?> values) {
                    values.stream().skip(seen).forEach(one -> value.accept(String.valueOf(one)));
                    seen = values.size();
                }
                return given;
            }
        };
    }

    /** picocli first sets every option to its initial value, which is null; that is no value of the user's. */
    private static picocli.CommandLine.Model.ISetter setter(Consumer<String> value) {
        return new picocli.CommandLine.Model.ISetter() {
            @Override
            public <T> T set(T given) {
                if (given != null && !Boolean.FALSE.equals(given)) {
                    value.accept(given.toString());
                }
                return given;
            }
        };
    }
}
