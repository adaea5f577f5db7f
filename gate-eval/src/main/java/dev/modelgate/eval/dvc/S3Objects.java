package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in S3, or in a server that speaks as it does, by Amazon's client. Only GET is ever sent; what passes is tried
 * again as that client does, and every wait has a bound.
 */
final class S3Objects implements ObjectStore {

    /** The client's own word for trying again, three times in all. */
    private static final RetryMode RETRIES = RetryMode.STANDARD;

    private static final int ATTEMPTS = 3;
    private static final int MESSAGE_LENGTH = 500;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final S3Location location;
    private final TimelyCredentials credentials;
    private final S3Client client;
    private boolean mayAsk;

    private S3Objects(S3Location location, TimelyCredentials credentials, S3Client client) {
        this.location = location;
        this.credentials = credentials;
        this.client = client;
    }

    /** @throws CannotJudgeException where what is configured, here or for Amazon's tools, makes no client */
    static S3Objects open(S3Location location, S3Options options, HttpObjects.Limits limits) {
        try {
            S3Access access = S3Access.of(options);
            AwsCredentialsProvider credentials = access.credentials();
            return new S3Objects(
                    location,
                    new TimelyCredentials(credentials, whole(limits)),
                    client(options, access, credentials, limits));
        } catch (SdkException | IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "s3://%s cannot be asked (%s); correct the options of the remote, or the files of Amazon's tools"
                            .formatted(location.bucket(), shortened(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private static S3Client client(
            S3Options options, S3Access access, AwsCredentialsProvider credentials, HttpObjects.Limits limits) {
        S3ClientBuilder builder = S3Client.builder()
                .region(access.region())
                .credentialsProvider(credentials)
                .crossRegionAccessEnabled(options.endpoint().isEmpty())
                .forcePathStyle(options.endpoint().isPresent())
                // The hash of the whole is computed in any case, and a server may not know the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(limits.connect())
                        .socketTimeout(limits.idle()))
                .overrideConfiguration(settings -> settings.retryStrategy(RETRIES)
                        .defaultProfileFile(access.profiles())
                        .defaultProfileName(access.profile())
                        .apiCallAttemptTimeout(limits.headers())
                        .apiCallTimeout(whole(limits)));
        options.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static Duration whole(HttpObjects.Limits limits) {
        return limits.headers().multipliedBy(ATTEMPTS);
    }

    @Override
    public Optional<InputStream> open(DvcHash hash) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key(hash))
                .build();
        try {
            requireCredentials();
            ResponseInputStream<GetObjectResponse> body =
                    client.getObject(request, ResponseTransformer.toInputStream());
            return Optional.of(new S3Body(body, body.response().contentLength()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            throw new IOException("the server answered with status %d%s".formatted(e.statusCode(), code(e)), e);
        } catch (SdkException | IllegalArgumentException e) {
            throw new IOException(shortened(String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public String place(DvcHash hash) {
        return location.place(hash);
    }

    @Override
    public void close() {
        client.close();
    }

    private void requireCredentials() {
        if (!mayAsk) {
            credentials.require();
            mayAsk = true;
        }
    }

    private static String code(S3Exception e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(text -> CODE.matcher(text).matches())
                .map(text -> " (" + text + ")")
                .orElse("");
    }

    /** The client tells of every place in which it looked for credentials. */
    private static String shortened(String message) {
        return message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH) + "...";
    }
}
