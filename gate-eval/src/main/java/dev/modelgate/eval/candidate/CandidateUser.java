package dev.modelgate.eval.candidate;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.candidate.ShortCommand.Ran;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user of this machine under whom processes of what is judged run. Whoever runs the gate names him; nothing that is
 * judged can. He is the gate's alone: at the end of a run, all of his processes are ended.
 *
 * @param name as the system knows him
 * @param uid his number; not root's and not the gate's own
 */
public record CandidateUser(String name, long uid) {

    /** The variable that names him. */
    public static final String VARIABLE = "GATE_CANDIDATE_USER";

    /** POSIX's portable user names, but for those that begin with a digit: sudo and id take these for numbers. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,31}");

    private static final Duration LOOKUP = Duration.ofSeconds(30);

    public CandidateUser {
        if (!NAME.matcher(name).matches()) {
            throw new CannotJudgeException(
                    "%s is '%s', but the name of a user is required: a letter or '_', then letters, digits, '.', '_' and '-', 32 in all; correct it"
                            .formatted(VARIABLE, name));
        }
        if (uid == 0) {
            throw new CannotJudgeException(
                    "%s is '%s', who is root, but what is judged must not have root's rights; name a user without any"
                            .formatted(VARIABLE, name));
        }
    }

    /**
     * The user that the environment names; empty where it names none. A variable that is empty names somebody wrongly:
     * were it taken for none, a misspelt expression would take the protection away.
     *
     * @throws CannotJudgeException where there is no such user, or it is root or the one that the gate runs under
     */
    public static Optional<CandidateUser> in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE)).map(CandidateUser::named);
    }

    private static CandidateUser named(String name) {
        CandidateUser unknown = new CandidateUser(name, Long.MAX_VALUE); // a name that is none is not asked for
        Ran found = id(List.of("id", "-u", unknown.name()));
        if (!found.succeeded()) {
            throw new CannotJudgeException(
                    "%s is '%s', but this machine has no such user; make one: sudo useradd --system --no-create-home --shell /usr/sbin/nologin %s"
                            .formatted(VARIABLE, name, name));
        }
        return requireOther(new CandidateUser(name, number(found)), number(id(List.of("id", "-u"))));
    }

    /** By number: two names may be one user. */
    static CandidateUser requireOther(CandidateUser user, long own) {
        if (user.uid() == own) {
            throw new CannotJudgeException(
                    "%s is '%s', under whom the gate itself runs, but what is judged must not reach the gate's files; name another user"
                            .formatted(VARIABLE, user.name()));
        }
        return user;
    }

    private static Ran id(List<String> command) {
        try {
            return ShortCommand.run(command, LOOKUP)
                    .orElseThrow(() -> new CannotJudgeException("'%s' did not end within %d s, but %s needs it"
                            .formatted(String.join(" ", command), LOOKUP.toSeconds(), VARIABLE)));
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s is set, but users cannot be looked up here (%s); run where the command 'id' is, or remove the variable"
                            .formatted(VARIABLE, e.getMessage()),
                    e);
        }
    }

    private static long number(Ran ran) {
        try {
            return Long.parseLong(ran.words());
        } catch (NumberFormatException e) {
            throw new CannotJudgeException("'id -u' says '%s', but a number is required".formatted(ran.words()), e);
        }
    }
}
