package dev.modelgate.eval.dvc;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Credentials within a time, looked for once before the first request. The client bounds what it asks S3, but a profile
 * may name any program for its credentials, and that one nobody ends.
 */
record TimelyCredentials(AwsCredentialsProvider provider, Duration limit) {

    /** @throws SdkException where there are none, or they do not come in time */
    void require() {
        FutureTask<AwsCredentials> task = new FutureTask<>(provider::resolveCredentials);
        Thread thread = new Thread(task, "credentials");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw SdkClientException.create("no credentials came within %d s".formatted(limit.toSeconds()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SdkException cause
                    ? cause
                    : SdkClientException.create("no credentials were found: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        } finally {
            task.cancel(true);
        }
    }
}
