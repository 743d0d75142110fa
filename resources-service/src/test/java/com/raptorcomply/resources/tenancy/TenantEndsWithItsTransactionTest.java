package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pooled connection keeps no setting of a tenant, however its transaction ended. */
class TenantEndsWithItsTransactionTest {
    private static final String SETTINGS =
            "SELECT concat(current_setting('app.organization_id', true), current_setting('app.restrictions', true))";

    private final Vertx vertx = UnderTest.shared().vertx();
    private final Caller caller = Caller.ofNewOrganization()
            .withRestrictions(new Stamp.Restriction(List.of(UUID.randomUUID()), List.of(), List.of(), List.of()));
    private final Tenant tenant = new Tenant(caller.claims(Stamp.AUDIENCE_RESOURCES, 0, 60));
    private final Pool pool = PgBuilder.pool()
            .using(vertx)
            .connectingTo(options())
            .with(new PoolOptions().setMaxSize(1))
            .build();

    @AfterEach
    void close() {
        Await.result(pool.close());
    }

    @Test
    void afterARead() {
        String scoped = TenantDatabase.scoped(SETTINGS + " WHERE caller.known", 0);
        assertThat(Await.result(pool.withConnection(
                                connection -> TenantDatabase.read(connection, tenant, scoped, Tuple.tuple())))
                        .iterator()
                        .next()
                        .getString(0))
                .startsWith(caller.organization().toString())
                .contains("facilities");
        assertClean();
    }

    @Test
    void afterAFailedRead() {
        String scoped = TenantDatabase.scoped("SELECT 1 / $1::integer WHERE caller.known", 1);
        Await.failure(pool.withConnection(connection -> TenantDatabase.read(connection, tenant, scoped, Tuple.of(0))));
        assertClean();
    }

    @Test
    void afterAWrite() {
        Await.result(pool.withConnection(held -> TenantDatabase.writing(
                held, tenant, connection -> Future.succeededFuture(1), (connection, one) -> Future.succeededFuture())));
        assertClean();
    }

    @Test
    void afterAWriteThatThrew() {
        Throwable failure = Await.failure(pool.withConnection(held -> TenantDatabase.<Integer>writing(
                held,
                tenant,
                connection -> {
                    throw new IllegalStateException("broken");
                },
                (connection, one) -> Future.succeededFuture())));
        assertThat(failure).hasMessage("broken");
        assertClean();
    }

    @Test
    void afterAWriteWhoseLastStatementFailed() {
        Await.failure(pool.withConnection(held -> TenantDatabase.writing(
                held, tenant, connection -> Future.succeededFuture(1), (connection, one) -> connection
                        .query("SELECT 1 / 0")
                        .execute())));
        assertClean();
    }

    private void assertClean() {
        assertThat(Await.result(pool.query(SETTINGS).execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isEmpty();
    }

    private static PgConnectOptions options() {
        var settings = UnderTest.shared().database().settings();
        return new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setCachePreparedStatements(true);
    }
}
