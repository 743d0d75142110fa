package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.revocation.Leases.Granted;
import com.raptorcomply.keyservice.revocation.Leases.Joining;
import com.raptorcomply.keyservice.revocation.Leases.Renewal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** The protocol's tables in a real database of their own, without a key service. */
final class LeaseDatabase implements AutoCloseable {
    static final LeaseTerms TERMS = LeaseTerms.of(5_000, 0);

    final Vertx vertx = Vertx.vertx();
    final TestDatabase database = PostgresServer.shared().migratedDatabase(KeyServiceConfig.MIGRATIONS);
    final Postgres postgres =
            Postgres.open(vertx, database.settings(), new SimpleMeterRegistry(), new Readiness(vertx));
    final PgLeases leases = new PgLeases(postgres.pool(), WarmGrants.NONE, 0, 100);

    /** Returns a well-formed session name. */
    static String session() {
        return UUID.randomUUID().toString();
    }

    static Join join(String session) {
        return new Join(session, "gateway-1", 0, null);
    }

    Joining joined(String session) {
        return Await.result(leases.join(join(session), TERMS));
    }

    Renewal renewal(String session, long applied) {
        return Await.result(leases.renew(new Renew(session, 1, applied)));
    }

    Granted granted(String session, long applied) {
        return (Granted) renewal(session, applied);
    }

    /** Appends one change in a transaction of its own. */
    long change(Subject subject) {
        return Await.result(
                postgres.pool().withTransaction(connection -> ChangeLog.append(connection, List.of(subject))));
    }

    static Subject subject(int number) {
        return Subject.secret("secret" + number);
    }

    /** Creates an organization for receipts. */
    UUID organization() {
        UUID id = UUID.randomUUID();
        Await.result(postgres.pool()
                .preparedQuery("INSERT INTO organization (id, name) VALUES ($1, 'Basin Electric')")
                .execute(Tuple.of(id)));
        return id;
    }

    /** Opens a connection whose transaction stays open until the test ends it. */
    SqlConnection begin() {
        SqlConnection connection = Await.result(postgres.pool().getConnection());
        Await.result(connection.query("BEGIN").execute());
        return connection;
    }

    void commit(SqlConnection connection) {
        Await.result(connection.query("COMMIT").execute());
        Await.result(connection.close());
    }

    /** Returns true if this number of transactions waits for an advisory lock now. */
    boolean isWaitedFor(int count) {
        return Await.result(postgres.pool()
                                .preparedQuery(
                                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                                .execute(Tuple.tuple()))
                        .iterator()
                        .next()
                        .getLong(0)
                == count;
    }

    @Override
    public void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }
}
