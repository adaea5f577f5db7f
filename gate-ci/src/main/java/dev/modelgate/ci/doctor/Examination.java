package dev.modelgate.ci.doctor;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.doctor.Finding.State;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Wrapped;
import java.io.IOException;
import java.util.List;

/**
 * All findings on one project.
 *
 * @param system whose settings were looked at: {@code github}, {@code gitlab}
 */
public record Examination(String system, ImmutableList<Finding> findings) {

    private static final int INDENT = 8;

    /** One look; what stops it becomes a finding. */
    @FunctionalInterface
    public interface Look {
        List<Finding> take() throws IOException;
    }

    /** Looks, and says that it could not where it could not. */
    public static List<Finding> look(String check, Look look) {
        try {
            return look.take();
        } catch (CannotJudgeException | IOException e) {
            return ImmutableList.of(Finding.unknown(check, String.valueOf(e.getMessage())));
        }
    }

    /** The worst of them: one thing that does not hold weighs more than what could not be seen. */
    public State state() {
        return has(State.NG) ? State.NG : has(State.UNKNOWN) || findings.isEmpty() ? State.UNKNOWN : State.OK;
    }

    private boolean has(State state) {
        return findings.stream().anyMatch(finding -> finding.state() == state);
    }

    /**
     * What should hold and what was found, for each, and how many there are of each kind.
     *
     * @param width of a line, in columns
     */
    public String text(int width) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : findings) {
            out.append("%-8s".formatted(finding.state()))
                    .append(indented(finding.check(), width).substring(INDENT))
                    .append(indented(finding.text(), width));
        }
        String sum = "%d hold, %d do not, %d could not be looked at"
                .formatted(count(State.OK), count(State.NG), count(State.UNKNOWN));
        return out.append(Wrapped.text(sum, width, 0)).toString();
    }

    private static String indented(String text, int width) {
        return Wrapped.text(Printable.line(text), width - INDENT, 0).indent(INDENT);
    }

    private long count(State state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }

    public JsonObject json() {
        return JsonBuilder.object()
                .put("schema", "ci-doctor/1")
                .put("system", system)
                .put("state", state().name())
                .put(
                        "findings",
                        JsonArray.of(findings.stream().map(Finding::json).toList()))
                .build();
    }
}
