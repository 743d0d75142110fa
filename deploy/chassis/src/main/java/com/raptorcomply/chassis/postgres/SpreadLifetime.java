package com.raptorcomply.chassis.postgres;

import io.vertx.core.Handler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ends each new connection of a pool at a random time in the second half of the lifetime of all, because those that opened
 * together at start would end together, and requests would find none until others are open. The library has no option for
 * that (vertx-sql-client #1495). Any thread.
 *
 * @param max the lifetime of the pool's options
 */
record SpreadLifetime(Duration max) implements Handler<SqlConnection> {
    @Override
    public void handle(SqlConnection opened) {
        if (opened instanceof SqlConnectionInternal own && own.unwrap() instanceof PooledConnection pooled) {
            pooled.lifetimeEvictionTimestamp -=
                    ThreadLocalRandom.current().nextLong(max.dividedBy(2).toMillis());
        }
        opened.close();
    }
}
