package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.http.QueryParams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search of users does not read everybody in the organization, whatever the order of the list. */
class SearchOfUsersReadsAnIndexTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = PostgresServer.shared().migratedDatabase(KeyServiceConfig.MIGRATIONS);
    private final Postgres postgres =
            Postgres.open(vertx, database.settings().asOwner(), new SimpleMeterRegistry(), new Readiness(vertx));

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "-createdAt", "name"})
    void thatHasWordsAndAddresses(String order) throws SQLException {
        fill();
        MultiMap query =
                MultiMap.caseInsensitiveMultiMap().set("q", "zeppelin o'brien").set("sort", order);
        UserList list = UserList.of(ORGANIZATION, UserFilter.read(new QueryParams(query)));
        StringBuilder plan = new StringBuilder();
        Await.result(postgres.pool().preparedQuery("EXPLAIN " + list.sql()).execute(list.values()))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        assertThat(plan.toString())
                .contains("Bitmap Index Scan on app_user_words")
                .doesNotContain("Seq Scan");
    }

    private void fill() throws SQLException {
        try (Connection connection = database.ownerConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO organization (id, name) VALUES ('" + ORGANIZATION + "', 'Meridian')");
            statement.execute("""
                    INSERT INTO app_user (id, organization_id, email, address_key, name, role)
                    SELECT gen_random_uuid(), '%s', i || '@example.test', i || '@example.test', 'Kim Alder ' || i, 'user'
                    FROM generate_series(1, 3000) i""".formatted(ORGANIZATION));
            statement.execute("VACUUM ANALYZE app_user");
        }
    }
}
