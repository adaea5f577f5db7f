package dev.modelgate.core.release;

/** A version that is none: the command line is wrong, and nothing was judged. */
public final class MalformedSemverException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public MalformedSemverException(String found) {
        super(("the semver is '%s', but MAJOR.MINOR.PATCH is required, with or without 'v' and at most %d characters;"
                        + " write one such as v0.3.1")
                .formatted(found, SemverTag.MAX_LENGTH));
    }
}
