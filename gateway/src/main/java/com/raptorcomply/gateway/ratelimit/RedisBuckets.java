package com.raptorcomply.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Accesses buckets in Redis over one connection, by Bucket4j's integration. Requests that charge a bucket during a
 * round trip share the next one. Does not block; any thread.
 */
final class RedisBuckets implements AutoCloseable {
    /** Bounds the commands that wait for a reply; a request beyond it counts as unanswered. */
    private static final int COMMANDS_MAX = 20_000;

    private static final Duration EXPIRY_SLACK = Duration.ofSeconds(10);
    private static final int COMPUTATION_THREADS = 2;

    /** Identifies a bucket; an owner whose limit changes gets another bucket. */
    record Owner(String kind, UUID id, RateLimit limit) {
        byte[] name() {
            return String.format("rate:%s:%s:%d/%d/%d", kind, id, limit.requests(), limit.periodMillis(), limit.burst())
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final LimitsConfig.RedisConfig settings;
    private final ClientResources resources;
    private final RedisClient client;
    private final Cache<Owner, AsyncBucketProxy> proxies;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable AsyncProxyManager<byte[]> manager;

    RedisBuckets(LimitsConfig.RedisConfig settings, int bucketsMax) {
        this.settings = settings;
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(1)
                .computationThreadPoolSize(COMPUTATION_THREADS)
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .requestQueueSize(COMMANDS_MAX)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        proxies = Caffeine.newBuilder()
                .maximumSize(bucketsMax)
                .executor(Runnable::run)
                .build();
    }

    boolean isConnected() {
        return manager != null;
    }

    /**
     * Connects once; the client reconnects by itself afterwards.
     *
     * @return null if another call is connecting
     */
    @Nullable
    CompletionStage<?> connect() {
        RedisURI uri = RedisURI.create(settings.url());
        uri.setTimeout(settings.timeout());
        Secret password = settings.password();
        if (password != null) {
            char[] revealed = password.reveal().toCharArray();
            uri.setCredentialsProvider(new StaticCredentialsProvider(settings.user(), revealed));
        }
        if (!connecting.compareAndSet(false, true)) {
            return null;
        }
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri)
                .thenAccept(this::connected)
                .whenComplete((connected, cause) -> connecting.set(false));
    }

    private synchronized void connected(StatefulRedisConnection<byte[], byte[]> connection) {
        if (manager != null) {
            connection.closeAsync();
            return;
        }
        manager = Bucket4jLettuce.casBasedBuilder(connection)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(EXPIRY_SLACK))
                .requestTimeout(settings.timeout())
                .build()
                .asAsync();
    }

    /**
     * Returns the bucket, which Redis creates when it is first charged.
     *
     * @throws IllegalStateException if the client is not connected
     */
    AsyncBucketProxy get(Owner owner, RateLimitPolicy policy) {
        AsyncProxyManager<byte[]> connected = manager;
        if (connected == null) {
            throw new IllegalStateException("Not connected to Redis");
        }
        return proxies.get(owner, absent -> connected
                .builder()
                .withOptimization(Optimizations.batching())
                .build(absent.name(), () -> CompletableFuture.completedFuture(policy.rules())));
    }

    @Override
    public void close() {
        client.shutdownAsync().whenComplete((done, cause) -> resources.shutdown());
    }
}
