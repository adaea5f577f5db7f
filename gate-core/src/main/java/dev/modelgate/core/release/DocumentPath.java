package dev.modelgate.core.release;

import dev.modelgate.core.identity.CanonicalSha;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Where a document lies in a registry, relative, with {@code /}: {@code tags.json}, {@code entries/SHA.json}.
 *
 * <p>Every path that reaches a store went through this check, so no name from outside can leave the registry, hide
 * behind a dot, or touch the event chain or the artifacts beside it.
 */
public record DocumentPath(String text) {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    private static final Pattern RESERVED = Pattern.compile("(?i)index(\\.jsonl)?|torn|artifacts");

    public static final DocumentPath HEAD = new DocumentPath("head.json");
    public static final DocumentPath TAGS = new DocumentPath("tags.json");
    public static final DocumentPath LIVE = new DocumentPath("live.json");
    public static final DocumentPath TRUST = new DocumentPath("trust.json");
    /** The branch whose rules count, where a person recorded it after the registry began. */
    public static final DocumentPath BRANCH = new DocumentPath("branch.json");
    /** Which content is in quarantine, with the digest of each note. */
    public static final DocumentPath QUARANTINE_INDEX = new DocumentPath("quarantine.json");
    /** How often the same cases were used to judge; it grows between the events too. */
    public static final DocumentPath ATTEMPTS = new DocumentPath("attempts.jsonl");
    /** A change that was begun: there exactly while it is neither done nor undone. */
    public static final DocumentPath INTENT = new DocumentPath("intent.json");

    public static final String ENTRIES = "entries";
    public static final String VERDICTS = "verdicts";
    public static final String EVIDENCE = "evidence";
    public static final String QUARANTINE = "quarantine";

    public DocumentPath {
        String[] segments = text.split("/", -1);
        for (String segment : segments) {
            requireSegment(segment, text);
        }
        if (RESERVED.matcher(segments[0]).matches()) {
            throw new IllegalArgumentException(
                    "the registry path '%s' belongs to the event chain or to the artifacts".formatted(text));
        }
    }

    public static DocumentPath entry(CanonicalSha sha) {
        return in(ENTRIES, sha.hex() + ".json");
    }

    public static DocumentPath verdict(String sha256) {
        return in(VERDICTS, sha256 + ".json");
    }

    public static DocumentPath report(String sha256) {
        return in(EVIDENCE, sha256 + ".json");
    }

    public static DocumentPath cases(String sha256) {
        return in(EVIDENCE, sha256 + ".jsonl");
    }

    /** The word of the job that evaluated, filed by the report that it is about. */
    public static DocumentPath reportSignature(String reportSha256) {
        return in(EVIDENCE, reportSha256 + ".dsse.json");
    }

    public static DocumentPath quarantine(CanonicalSha contentSha) {
        return in(QUARANTINE, contentSha.hex() + ".json");
    }

    public static DocumentPath in(String folder, String name) {
        return new DocumentPath(folder + "/" + name);
    }

    /** The last segment. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The name without its extension: the digest, for a document that is named by one. */
    public String stem() {
        String name = name();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Whether that is the path of a document: what lies beside these in a directory is something else. */
    public static boolean isOne(String text) {
        String[] segments = text.split("/", -1);
        return !RESERVED.matcher(segments[0]).matches()
                && Arrays.stream(segments)
                        .allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    /** @throws IllegalArgumentException for what cannot be a folder of documents */
    public static String requireFolder(String folder) {
        return new DocumentPath(folder).text();
    }

    private static void requireSegment(String segment, String text) {
        if (!SEGMENT.matcher(segment).matches()) {
            throw new IllegalArgumentException(
                    "the registry path is '%s', but segments of letters, digits, '.', '_' and '-' are required, none of"
                                    .formatted(text)
                            + " which starts with a dot");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
