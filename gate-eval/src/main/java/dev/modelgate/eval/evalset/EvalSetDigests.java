package dev.modelgate.eval.evalset;

/**
 * Which bytes the eval set was, by the two names a report gives them.
 *
 * @param dvc lower-case hex MD5, as {@code dvc add} writes it into the pointer; with {@code .dir} for a folder
 * @param sha256 lower-case hex SHA-256 of the same bytes
 */
public record EvalSetDigests(String dvc, String sha256) {}
