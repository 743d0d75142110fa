package com.raptorcomply.resources.blob;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.resources.config.S3Config;
import com.raptorcomply.resources.schema.IdType;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/**
 * Keeps blobs in a bucket of Amazon S3 or of a store that speaks its protocol, one object {@code organization/sha256} each. A
 * blob appears when the store has received all its bytes and has found that they have the digest. The calls block, so
 * they run on {@link FileThreads}. Any thread.
 */
public final class S3Store implements BlobStore {
    private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int SERVER_ERROR = 500;

    /** A slower upload to the store is given up. */
    private static final long BYTES_PER_SECOND_MIN = 1024 * 1024;

    private final S3Client client;
    private final String bucket;
    private final Duration timeout;
    private final FileThreads threads;

    public S3Store(S3Config settings, FileThreads threads) {
        this.client = client(settings);
        this.bucket = settings.bucket();
        this.timeout = settings.timeout();
        this.threads = threads;
    }

    private static S3Client client(S3Config settings) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                // Stores of other makers refuse the checksums that the client would add by itself.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.apiCallTimeout(settings.timeout()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.timeout())
                        .socketTimeout(settings.timeout())
                        .build());
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint).forcePathStyle(true);
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Config settings) {
        return settings.accessKeyId() == null || settings.secretAccessKey() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.accessKeyId(), settings.secretAccessKey().reveal()));
    }

    /** Fails if the store refuses the bucket. A store that does not answer, or has a fault of its own, may serve later. */
    @Override
    public Future<Void> open() {
        return threads.perform(() -> {
            try {
                client.headBucket(request -> request.bucket(bucket));
            } catch (SdkException failed) {
                if (failed instanceof S3Exception refused && refused.statusCode() < SERVER_ERROR) {
                    throw new IllegalStateException(
                            "The store of files refuses the bucket " + bucket + ": status " + refused.statusCode(),
                            refused);
                }
                LOG.atWarn()
                        .addKeyValue(LogKeys.REASON, FailureReason.of(failed))
                        .log("The store of files does not serve, so files can be neither uploaded nor read yet");
            }
        });
    }

    @Override
    public Future<Void> store(Blob blob, SpooledFile file) {
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(blob.sha256()));
        Duration time = timeout.plusSeconds(file.size() / BYTES_PER_SECOND_MIN);
        return call(() -> {
                    client.putObject(
                            request -> request.bucket(bucket)
                                    .key(key(blob))
                                    .checksumSHA256(digest)
                                    .overrideConfiguration(override -> override.apiCallTimeout(time)),
                            RequestBody.fromFile(file.path()));
                    return Files.deleteIfExists(file.path());
                })
                .mapEmpty();
    }

    @Override
    public Future<Boolean> exists(Blob blob) {
        return call(() -> lastModified(blob) != null);
    }

    @Override
    public Future<BlobReader> open(Blob blob, long from, long length) {
        return call(() -> {
            try {
                ResponseInputStream<GetObjectResponse> stream = client.getObject(request ->
                        request.bucket(bucket).key(key(blob)).range("bytes=" + from + '-' + (from + length - 1)));
                // To close the stream would read the rest of it.
                return new BlockingReader(stream, length, stream::abort, threads);
            } catch (NoSuchKeyException missing) {
                throw new DamagedBlobException("missing");
            } catch (S3Exception refused) {
                throw refused.statusCode() == RANGE_NOT_SATISFIABLE ? new DamagedBlobException("too short") : refused;
            }
        });
    }

    @Override
    public Future<List<UUID>> organizations() {
        return call(() -> {
            List<UUID> found = new ArrayList<>();
            ListObjectsV2Iterable pages = client.listObjectsV2Paginator(
                    request -> request.bucket(bucket).delimiter("/"));
            for (CommonPrefix each : pages.commonPrefixes()) {
                String name = each.prefix();
                UUID id = IdType.parse(name.substring(0, name.length() - 1));
                if (id != null) {
                    found.add(id);
                }
            }
            return found;
        });
    }

    @Override
    public Future<BlobListing> storedBefore(UUID organization, Instant time) {
        return Future.succeededFuture(new S3Listing(organization, time, this));
    }

    @Override
    public Future<Boolean> removeStoredBefore(Blob blob, Instant time) {
        return call(() -> {
            Instant stored = lastModified(blob);
            if (stored == null || !stored.isBefore(time)) {
                return false;
            }
            client.deleteObject(request -> request.bucket(bucket).key(key(blob)));
            return true;
        });
    }

    @Override
    public void close() {
        client.close();
    }

    /** Runs calls of the store. If it does not answer or refuses, this fails with {@link StoreUnavailableException}. */
    <T> Future<T> call(FileThreads.Step<T> step) {
        return threads.run(() -> {
            try {
                return step.run();
            } catch (SdkException failed) {
                throw new StoreUnavailableException(failed);
            }
        });
    }

    /** Returns a page of the objects below a prefix; blocks. */
    ListObjectsV2Response list(String prefix, @Nullable String continuation) {
        return client.listObjectsV2(ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .continuationToken(continuation)
                .build());
    }

    private @Nullable Instant lastModified(Blob blob) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key(blob)));
            return head.lastModified();
        } catch (S3Exception refused) {
            // A response to HEAD has no body that names the error.
            if (refused.statusCode() == NOT_FOUND) {
                return null;
            }
            throw refused;
        }
    }

    private static String key(Blob blob) {
        return blob.organization() + "/" + blob.sha256();
    }
}
