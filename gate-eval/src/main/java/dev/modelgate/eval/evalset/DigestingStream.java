package dev.modelgate.eval.evalset;

import com.google.common.io.BaseEncoding;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Takes both digests of an eval set from the bytes that are parsed, so that no second reading can differ. */
final class DigestingStream {

    private final MessageDigest md5 = digest("MD5"); // DVC's name for a file, not a safeguard: SHA-256 stands beside it
    private final MessageDigest sha256 = digest("SHA-256");
    private final InputStream in;

    DigestingStream(InputStream source) {
        in = new DigestInputStream(new DigestInputStream(source, md5), sha256);
    }

    /** To be read to its end before {@link #digests}. */
    InputStream in() {
        return in;
    }

    EvalSetDigests digests() {
        return new EvalSetDigests(hex(md5), hex(sha256));
    }

    private static String hex(MessageDigest digest) {
        return BaseEncoding.base16().lowerCase().encode(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
