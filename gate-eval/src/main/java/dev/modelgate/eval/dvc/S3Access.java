package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;

/** Who asks S3, and in which region: what the remote states, else what Amazon's own tools would take. */
record S3Access(S3Options options, ProfileFile profiles) {

    static S3Access of(S3Options options) {
        ProfileFile.Aggregator profiles = ProfileFile.aggregator();
        file(
                        options.credentialPath(),
                        ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE,
                        ProfileFileLocation.credentialsFileLocation())
                .ifPresent(path -> profiles.addFile(read(path, ProfileFile.Type.CREDENTIALS)));
        file(
                        options.configPath(),
                        ProfileFileSystemSetting.AWS_CONFIG_FILE,
                        ProfileFileLocation.configurationFileLocation())
                .ifPresent(path -> profiles.addFile(read(path, ProfileFile.Type.CONFIGURATION)));
        return new S3Access(options, profiles.build());
    }

    AwsCredentialsProvider credentials() {
        if (options.anonymous()) {
            return AnonymousCredentialsProvider.create();
        }
        if (options.keys().isPresent()) {
            return StaticCredentialsProvider.create(signing(options.keys().get()));
        }
        if (options.profile().isPresent()) {
            return ProfileCredentialsProvider.builder()
                    .profileFile(profiles)
                    .profileName(options.profile().get())
                    .build();
        }
        return DefaultCredentialsProvider.builder().profileFile(() -> profiles).build();
    }

    String profile() {
        return options.profile().orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
    }

    /** Where none is stated, any will do: the client follows a bucket to its region, and other servers have one only. */
    Region region() {
        return Region.of(options.region()
                .or(SdkSystemSetting.AWS_REGION::getStringValue)
                .or(() -> profiles.profile(profile()).flatMap(S3Access::region))
                .orElse(Region.US_EAST_1.id()));
    }

    private static Optional<String> region(Profile profile) {
        return profile.property(ProfileProperty.REGION);
    }

    private static AwsCredentials signing(S3Options.Keys keys) {
        return keys.token().isPresent()
                ? AwsSessionCredentials.create(
                        keys.id(), keys.secret(), keys.token().get())
                : AwsBasicCredentials.create(keys.id(), keys.secret());
    }

    /** The variable comes before the option, as in DVC. */
    private static Optional<Path> file(
            Optional<String> option, ProfileFileSystemSetting variable, Optional<Path> usual) {
        if (option.isEmpty() || variable.getNonDefaultStringValue().isPresent()) {
            return usual;
        }
        Path path = InputFiles.path(
                option.get().replaceFirst("^~(?=/|$)", Matcher.quoteReplacement(System.getProperty("user.home", "~"))));
        InputFiles.requireNothingElse(path);
        if (!Files.isReadable(path)) {
            throw new CannotJudgeException(
                    "the remote names %s for S3, which cannot be read; correct its 'credentialpath' or 'configpath'"
                            .formatted(path));
        }
        return Optional.of(path);
    }

    private static ProfileFile read(Path path, ProfileFile.Type type) {
        return ProfileFile.builder().content(path).type(type).build();
    }
}
