package com.raptorcomply.resources.config;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code files.s3}: a bucket that keeps the files in place of the directory.
 *
 * @param endpoint of a store that speaks the protocol of S3; null: the one of Amazon in the region
 * @param accessKeyId null, with the secret: the credentials are those that the AWS SDK finds, such as a container's role
 * @param timeout of a call, without the time for the bytes of a file
 */
public record S3Config(
        String bucket,
        @Nullable URI endpoint,
        @Default("us-east-1") String region,
        @Nullable String accessKeyId,
        @Nullable Secret secretAccessKey,
        @Default("30s") Duration timeout) {
    /** The bytes that S3 takes in one upload. */
    static final long OBJECT_BYTES_MAX = 5L * 1024 * 1024 * 1024;

    public S3Config {
        new Checks()
                .origins("endpoint", endpoint == null ? null : Collections.singletonList(endpoint), 1, 1)
                .expect(
                        (accessKeyId == null) == (secretAccessKey == null),
                        "accessKeyId",
                        "",
                        "set together with secretAccessKey, or neither")
                .within("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(10))
                .done();
    }
}
