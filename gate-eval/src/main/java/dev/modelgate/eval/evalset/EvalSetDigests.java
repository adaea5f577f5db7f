package dev.modelgate.eval.evalset;

/**
 * Which bytes the eval set was, by the two names a report gives them.
 *
 * @param dvc lower-case hex MD5, as {@code dvc add} writes it into the pointer; with {@code .dir} for a folder
 * @param sha256 lower-case hex SHA-256 of the same bytes
 * @param unixLineEnds whether {@code dvc} is DVC 2's hash of the text with Unix line ends, not of the bytes
 */
public record EvalSetDigests(String dvc, String sha256, boolean unixLineEnds) {

    /** Of the bytes. */
    public EvalSetDigests(String dvc, String sha256) {
        this(dvc, sha256, false);
    }
}
