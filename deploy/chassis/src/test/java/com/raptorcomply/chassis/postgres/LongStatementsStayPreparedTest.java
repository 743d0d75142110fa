package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL parses and plans a statement of any length once per connection, not at every execution. */
class LongStatementsStayPreparedTest {
    private static final String LONG =
            "SELECT $1::integer /* " + "of the length of a record's JSON ".repeat(200) + " */";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void aLongStatementIsPreparedOnce() {
        PostgresConfig settings = PostgresServer.shared().freshDatabase().settings();
        Postgres postgres = Postgres.open(vertx, settings, new SimpleMeterRegistry(), new Readiness(vertx));
        SqlConnection connection = Await.result(postgres.pool().getConnection());
        for (int i = 0; i < 3; i++) {
            Await.result(connection.preparedQuery(LONG).execute(Tuple.of(i)));
        }
        Row kept = Await.result(connection
                        .query("SELECT count(*), sum(generic_plans + custom_plans) FROM pg_prepared_statements"
                                + " WHERE statement LIKE 'SELECT $1::integer%'")
                        .execute())
                .iterator()
                .next();
        assertThat(kept.getLong(0)).as("statements that PostgreSQL keeps").isEqualTo(1);
        assertThat(kept.getLong(1)).as("executions of it").isEqualTo(3);
        Await.result(connection.close());
        Await.result(postgres.close());
    }
}
