package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stores of a workspace: its cache, then a remote by the scheme of its address. */
final class Stores {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*");

    /** As the build has it, for who adds it. */
    static final String AWS_SDK = "2.56.0";

    private Stores() {}

    /** @throws CannotJudgeException where nothing is configured, or what is configured cannot be read */
    static ImmutableList<ObjectStore> of(DvcPointer pointer, Workspace workspace, Optional<String> remote) {
        DvcConfig config = DvcConfig.read(workspace
                .settings()
                .orElseThrow(() -> new CannotJudgeException(
                        "%s: the data are not in the workspace, and no .dvc folder says where they lie; fetch them, or run 'dvc init' and 'dvc remote add -d'"
                                .formatted(pointer.name()))));
        return ImmutableList.of(new LocalObjects(config.cache()), remote(config.remote(remote), config));
    }

    private static ObjectStore remote(DvcRemote remote, DvcConfig config) {
        Matcher matcher = SCHEME.matcher(remote.url());
        if (!matcher.matches()) {
            return new LocalObjects(config.folder().resolve(InputFiles.path(remote.url())));
        }
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "http", "https" -> new HttpObjects(remote, HttpObjects.Limits.DEFAULT);
            case "s3" -> s3(remote);
            default ->
                throw new CannotJudgeException(
                        "the %s cannot be read here (a folder, http, https and s3 can); run 'dvc pull', and then 'gate data verify' checks what it fetched"
                                .formatted(remote));
        };
    }

    /** Amazon's client is only looked for here: who has no data in S3 neither loads nor carries it. */
    private static ObjectStore s3(DvcRemote remote) {
        S3Location location = S3Location.of(remote);
        S3Options options = S3Options.of(remote);
        try {
            return S3Objects.open(location, options, HttpObjects.Limits.DEFAULT);
        } catch (LinkageError e) {
            throw new CannotJudgeException(
                    "Amazon's client is not on the class path (%s), but the %s needs it; add software.amazon.awssdk:s3:%s and software.amazon.awssdk:url-connection-client:%s"
                            .formatted(e.getMessage(), remote, AWS_SDK, AWS_SDK),
                    e);
        }
    }
}
