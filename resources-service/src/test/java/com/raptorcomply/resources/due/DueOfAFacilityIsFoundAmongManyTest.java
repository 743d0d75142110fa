package com.raptorcomply.resources.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tasks about a facility and all that is in it, and its training, are found without reading the others. */
class DueOfAFacilityIsFoundAmongManyTest {
    private static final int OTHERS = 5_000;
    /** Each record once in an index, and once in the table. */
    private static final int READ_MAX = 20;

    private static final String READ = """
            SELECT sum(pg_stat_get_xact_tuples_returned(o)) FROM (SELECT '%1$s'::regclass::oid AS o UNION ALL
              SELECT indexrelid FROM pg_index WHERE indrelid = '%1$s'::regclass) r""";

    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared()).start(Map.of());
    private static final Caller CALLER = Caller.of(SERVICE, UUID.randomUUID());
    private static final Records RECORDS = new Records(SERVICE.database(), CALLER.organization());
    private static final UUID HERE = RECORDS.facility("F-1");
    private static final UUID THERE = RECORDS.facility("F-2");

    @BeforeAll
    static void fill() throws SQLException {
        UUID system = RECORDS.systemIn("facility_id", HERE, "S-1");
        String asset = CALLER.post("/cyber-assets", Records.asset(system, "T-1"))
                .object()
                .getString("id");
        UUID area = RECORDS.area(HERE, "Relay house");
        UUID elsewhere = RECORDS.systemIn("facility_id", THERE, "S-2");
        Map.of("facility", HERE, "cyber_system", system, "cyber_asset", UUID.fromString(asset), "physical_area", area)
                .forEach((type, id) -> about(type, id, "Here: " + type));
        about("cyber_system", elsewhere, "There");
        RECORDS.execute("""
                INSERT INTO task SELECT (json_populate_record(t, json_build_object('id', gen_random_uuid(),
                  'related_resource_type', 'cyber_asset', 'related_resource_id', gen_random_uuid()))).*
                FROM task t, generate_series(1, %d) n WHERE t.title = 'There'""".formatted(OTHERS));
        UUID module = RECORDS.trainingModule("Here: training");
        UUID person = RECORDS.person("Ada");
        RECORDS.training(HERE, person, module);
        UUID training = RECORDS.training(THERE, person, RECORDS.trainingModule("There"));
        RECORDS.execute("""
                INSERT INTO training_assignment SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid()))).*
                FROM training_assignment a, generate_series(1, %d) n WHERE a.id = '%s'""".formatted(OTHERS, training));
        try (Connection owner = SERVICE.database().ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "ANALYZE task, training_assignment, training_assignment_facility, cyber_system, cyber_asset, physical_area");
        }
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void tasks() {
        assertThat(found(Kind.TASK, "task"))
                .containsExactlyInAnyOrder(
                        "Here: facility", "Here: cyber_system", "Here: cyber_asset", "Here: physical_area");
    }

    @Test
    void training() {
        assertThat(found(Kind.TRAINING, "training_assignment")).containsExactly("Here: training");
        assertThat(CALLER.get("/training-assignments?facilityId=" + HERE).array())
                .hasSize(1);
    }

    private static List<String> found(Kind kind, String table) {
        DueQuery query = new DueQuery(LocalDate.of(2027, 12, 31), HERE, null, kind.label(), null);
        DueQuery.Statement statement =
                Objects.requireNonNull(query.statement(DueTerms.STANDARD, permission -> true, 101));
        statement.parameters().addString(CALLER.organization().toString()).addString("");
        PgConnection connection = SERVICE.indexConnection();
        List<String> titles = new ArrayList<>();
        Await.result(connection.query("BEGIN").execute());
        Await.result(connection.preparedQuery(statement.sql()).execute(statement.parameters()))
                .forEach(row -> titles.add(row.getString("title")));
        Row read = Await.result(connection.query(READ.formatted(table)).execute())
                .iterator()
                .next();
        Await.result(connection.close());
        assertThat(read.getLong(0)).isLessThanOrEqualTo(READ_MAX);
        return titles;
    }

    private static void about(String type, UUID id, String title) {
        RECORDS.execute("UPDATE task SET related_resource_type = '%s', related_resource_id = '%s' WHERE id = '%s'"
                .formatted(type, id, RECORDS.task(HERE, title)));
    }
}
