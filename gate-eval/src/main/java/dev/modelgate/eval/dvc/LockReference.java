package dev.modelgate.eval.dvc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stage of a lock file, and one of its outs where one is meant.
 *
 * @param lock path of the {@code dvc.lock}
 */
record LockReference(String lock, String stage, Optional<String> out) {

    private static final Pattern FORM = Pattern.compile("(.*\\bdvc\\.lock):([^:]+)(?::(.+))?");

    /** Reads {@code path/dvc.lock:STAGE} or {@code path/dvc.lock:STAGE:OUT}; empty for any other text. */
    static Optional<LockReference> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new LockReference(matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3))))
                : Optional.empty();
    }
}
