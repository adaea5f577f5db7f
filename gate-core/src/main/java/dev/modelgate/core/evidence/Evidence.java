package dev.modelgate.core.evidence;

import java.util.Optional;

/**
 * A report together with the digests of the very bytes it was read from, so that a verdict can name them.
 *
 * @param sha256 lower-case hex SHA-256 of the report file
 * @param casesSha256 of its case file, where it has one
 */
public record Evidence(EvalReport report, String sha256, Optional<String> casesSha256) {}
