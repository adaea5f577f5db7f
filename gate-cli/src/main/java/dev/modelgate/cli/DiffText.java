package dev.modelgate.cli;

import dev.modelgate.core.identity.BundleDiff;
import dev.modelgate.core.identity.Change;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.identity.TensorChange;
import dev.modelgate.core.identity.TensorEntry;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.diff.TensorDifference;
import dev.modelgate.registry.diff.TensorDifference.Measured;
import dev.modelgate.registry.diff.TensorDifference.NotCompared;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A difference of two models for a terminal: a line for each thing that they do not share. */
final class DiffText {

    private final Map<String, TensorDifference> measured;
    private final StringBuilder out = new StringBuilder();

    private DiffText(Map<String, TensorDifference> measured) {
        this.measured = measured;
    }

    static String of(BundleDiff diff, Map<String, TensorDifference> measured) {
        if (diff.isEmpty()) {
            return "no difference: both are one model\n";
        }
        DiffText text = new DiffText(measured);
        diff.parent().ifPresent(change -> text.line("parent", "", arrow(change.before(), change.after())));
        diff.config().forEach(text::config);
        diff.tensors().forEach(text::tensor);
        diff.files().forEach(text::file);
        return text.out.toString();
    }

    private void config(Change<JsonValue> change) {
        line(
                "config",
                change.name(),
                arrow(change.before().map(PrettyJson::line), change.after().map(PrettyJson::line)));
    }

    private void tensor(Change<TensorEntry> change) {
        TensorChange kind = TensorChange.of(change);
        String what = kind == TensorChange.CHANGED
                ? distance(Optional.ofNullable(measured.get(change.name())))
                : arrow(change.before().map(DiffText::form), change.after().map(DiffText::form));
        line("tensor", change.name(), kind.name().toLowerCase(Locale.ROOT) + "  " + what);
    }

    private void file(Change<FileEntry> change) {
        line(
                "file",
                change.name(),
                arrow(change.before().map(DiffText::form), change.after().map(DiffText::form)));
    }

    private static String form(TensorEntry tensor) {
        return tensor.dtype() + " " + tensor.shape();
    }

    private static String form(FileEntry file) {
        return "%d bytes %s".formatted(file.size(), file.sha256().substring(0, 12));
    }

    private static String distance(Optional<TensorDifference> difference) {
        if (difference.isPresent() && difference.get() instanceof Measured numbers) {
            return "%d of %d values differ, largest %s, mean %s"
                    .formatted(
                            numbers.differing(), numbers.elements(), shown(numbers.largest()), shown(numbers.mean()));
        }
        return difference.isPresent() && difference.get() instanceof NotCompared not
                ? "not compared: " + not.reason()
                : "not compared";
    }

    private static String shown(OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%.3g", number.getAsDouble()) : "none";
    }

    private static <T> String arrow(Optional<T> before, Optional<T> after) {
        return before.map(Object::toString).orElse("(none)") + " -> "
                + after.map(Object::toString).orElse("(none)");
    }

    private void line(String kind, String name, String what) {
        out.append("%-7s %s  %s%n".formatted(kind, Printable.line(name), Printable.line(what)));
    }
}
