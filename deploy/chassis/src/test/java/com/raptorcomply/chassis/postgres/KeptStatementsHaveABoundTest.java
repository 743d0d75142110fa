package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection keeps the statements that the service names at its start, which are few, and no others. */
class KeptStatementsHaveABoundTest {
    private static final int MAX = Postgres.PREPARED_STATEMENTS_MAX;

    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres = Postgres.open(
            vertx, PostgresServer.shared().freshDatabase().settings(), new SimpleMeterRegistry(), new Readiness(vertx));

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    private static String text(int number) {
        return "SELECT $1::integer + " + number;
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(KeptStatementsHaveABoundTest::text)
                .toList();
    }

    @Test
    void whateverElseIsSent() {
        List<String> named = texts(MAX, 2 * MAX);
        Await.result(postgres.check(named));
        SqlConnection connection = Await.result(postgres.pool().getConnection());
        for (String text : texts(0, 3 * MAX)) {
            Await.result(connection.preparedQuery(text).execute(Tuple.of(1)));
        }

        List<String> kept = StreamSupport.stream(
                        Await.result(connection
                                        .query("SELECT statement FROM pg_prepared_statements WHERE name <> ''")
                                        .execute())
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
        assertThat(kept).containsExactlyInAnyOrderElementsOf(named);
        Await.result(connection.close());
    }

    @Test
    void withoutThoseForOneUse() {
        List<String> once =
                texts(0, 2 * MAX).stream().map(text -> Postgres.ONCE + text).toList();
        Await.result(postgres.check(once));
        Await.result(postgres.check(texts(0, MAX)));
        assertThatThrownBy(() -> postgres.check(texts(0, MAX + 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("201");
    }
}
