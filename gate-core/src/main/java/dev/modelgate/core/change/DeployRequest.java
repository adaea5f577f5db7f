package dev.modelgate.core.change;

import dev.modelgate.core.release.SemverTag;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comment asks for: {@code mlflow_run_id=<id> semver=v0.X.Y}, alone on its line.
 *
 * @param runId of the run whose model shall be deployed
 * @param semver the version that it shall get
 */
public record DeployRequest(String runId, SemverTag semver) {

    private static final Pattern MENTION = Pattern.compile("\\b(mlflow_run_id|semver)\\s*=");
    private static final Pattern LINE =
            Pattern.compile("\\s*mlflow_run_id=([A-Za-z0-9_-]{1,64})\\s+semver=(v?[0-9A-Za-z.+-]{5,64})\\s*");

    /** How to write one, for messages. */
    public static final String FORM = "'mlflow_run_id=<id> semver=v0.X.Y' on a line of its own";

    /** What a comment turned out to be. */
    public sealed interface Reading {}

    /** A request. */
    public record Read(DeployRequest request) implements Reading {}

    /**
     * Meant as one, but not one.
     *
     * @param why for its author
     */
    public record Malformed(String why) implements Reading {}

    /** Reads a comment; empty where it asks for nothing. */
    public static Optional<Reading> in(String text) {
        List<String> lines =
                text.lines().filter(line -> MENTION.matcher(line).find()).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1) {
            return malformed("has %d requests, but one is required".formatted(lines.size()));
        }
        Matcher line = LINE.matcher(lines.get(0));
        return line.matches() ? request(line) : malformed("is not of the form");
    }

    private static Optional<Reading> request(Matcher line) {
        String semver = line.group(2);
        try {
            SemverTag tag = new SemverTag(semver.startsWith("v") ? semver : "v" + semver);
            return Optional.of(new Read(new DeployRequest(line.group(1), tag)));
        } catch (IllegalArgumentException e) {
            return malformed("has the version '%s', which is no semantic version".formatted(semver));
        }
    }

    private static Optional<Reading> malformed(String what) {
        return Optional.of(new Malformed("the request %s; write %s".formatted(what, FORM)));
    }
}
