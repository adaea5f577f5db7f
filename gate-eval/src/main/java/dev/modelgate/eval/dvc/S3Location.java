package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.ShownAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in S3 a remote keeps its objects.
 *
 * @param bucket never empty
 * @param prefix without slashes at its ends; may be empty
 */
record S3Location(String bucket, String prefix) {

    private static final Pattern FORM = Pattern.compile("[sS]3://([^/?#@\\s]+)(?:/+([^?#]*))?");

    /** @throws CannotJudgeException where the address of the remote is not {@code s3://BUCKET[/PREFIX]} */
    static S3Location of(DvcRemote remote) {
        Matcher matcher = FORM.matcher(remote.url());
        if (!matcher.matches()) {
            throw new CannotJudgeException(
                    "the address of remote '%s' is '%s', but s3://BUCKET/PREFIX is required; correct it by 'dvc remote modify %s url URL'"
                            .formatted(remote.name(), ShownAddress.in(remote.url()), remote.name()));
        }
        String prefix = matcher.group(2) == null ? "" : matcher.group(2);
        return new S3Location(matcher.group(1), prefix.replaceAll("/+$", ""));
    }

    String key(DvcHash hash) {
        return prefix.isEmpty() ? hash.key() : prefix + "/" + hash.key();
    }

    String place(DvcHash hash) {
        return "s3://" + bucket + "/" + key(hash);
    }
}
