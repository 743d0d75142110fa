package com.raptorcomply.resources.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The training of former years, which later training has replaced, is not read for a page of what is due. */
class ReplacedTrainingIsNotReadTest {
    private static final int YEARS = 500;
    private static final int READ_MAX = 10;

    private static final String READ = """
            SELECT sum(pg_stat_get_xact_tuples_returned(o)) FROM (SELECT 'training_assignment'::regclass::oid AS o
              UNION ALL SELECT indexrelid FROM pg_index WHERE indrelid = 'training_assignment'::regclass) r""";

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    @Test
    void forItsPages() {
        UUID training =
                records.training(records.facility("F-1"), records.person("Ada"), records.trainingModule("Access"));
        caller.post("/training-assignments/" + training + "/complete", new JsonObject());
        records.execute("""
                INSERT INTO training_assignment SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid(),
                  'created_at', a.created_at - n * interval '1 day', 'completed_date', a.completed_date - n, 'replaced', true))).*
                FROM training_assignment a, generate_series(1, %d) n""".formatted(YEARS));
        records.executeAsOwner("ANALYZE training_assignment");
        DueQuery query = new DueQuery(LocalDate.of(2100, 1, 1), null, null, "training", null);
        DueQuery.Statement statement =
                Objects.requireNonNull(query.statement(DueTerms.STANDARD, permission -> true, 101));
        statement.parameters().addString(caller.organization().toString()).addString("");

        PgConnection connection = UnderTest.shared().indexConnection();
        Await.result(connection.query("BEGIN").execute());
        int found = Await.result(connection.preparedQuery(statement.sql()).execute(statement.parameters()))
                .size();
        long read =
                Await.result(connection.query(READ).execute()).iterator().next().getLong(0);
        Await.result(connection.close());

        assertThat(found).isEqualTo(1);
        assertThat(read).isLessThanOrEqualTo(READ_MAX);
    }
}
