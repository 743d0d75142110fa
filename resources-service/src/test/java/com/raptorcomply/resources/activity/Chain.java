package com.raptorcomply.resources.activity;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.resources.UnderTest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The chain of one organization, verified with the role that serves requests. */
record Chain(Pool pool, UUID organization) implements AutoCloseable {
    /** So few that even short chains take several portions. */
    private static final int PORTION_LINKS = 5;

    static Chain of(TestDatabase database, UUID organization) {
        PostgresConfig settings = database.settings();
        Pool pool = PgBuilder.pool()
                .using(UnderTest.shared().vertx())
                .connectingTo(new PgConnectOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setDatabase(settings.database())
                        .setUser(settings.user())
                        .setPassword(settings.password().reveal()))
                .with(new PoolOptions().setMaxSize(1))
                .build();
        return new Chain(pool, organization);
    }

    /** Returns the first link that does not hold, or null. */
    @Nullable
    Long broken() {
        return verify(Checkpoint.start(organization)).broken();
    }

    ActivityVerifier.Result verify(Checkpoint from) {
        List<Checkpoint> progress = new ArrayList<>();
        return Await.result(new ActivityVerifier(pool, PORTION_LINKS).verify(from, progress::add));
    }

    @Override
    public void close() {
        Await.result(pool.close());
    }
}
