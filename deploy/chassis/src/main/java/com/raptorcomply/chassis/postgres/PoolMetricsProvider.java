package com.raptorcomply.chassis.postgres;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Lets each Vert.x of the process tell {@link PoolCounts} about its database pools, and nothing else, so that requests cost
 * nothing more. Vert.x finds this class by {@code META-INF/services}.
 */
public final class PoolMetricsProvider implements VertxServiceProvider {
    private static final String OF_DATABASES = "sql";

    @Override
    public void init(VertxBootstrap vertx) {
        VertxMetricsFactory pools = options -> new OfPools();
        pools.init(vertx); // which does nothing if the Vert.x has other metrics
    }

    /** Measures the pools that have counts. */
    private static final class OfPools implements VertxMetrics {
        @Override
        @SuppressWarnings("NullAway") // Vert.x takes null for a pool that is not measured
        public @Nullable PoolMetrics<?, ?> createPoolMetrics(String type, @Nullable String name, int size) {
            return OF_DATABASES.equals(type) && name != null ? PoolCounts.of(name) : null;
        }
    }
}
