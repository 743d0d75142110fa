package com.raptorcomply.resources.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A page of what somebody did reads as many entries of a change of thousands as it shows. */
class LargeChangeIsReadInPartTest {
    private static final int ENTRIES = 1_000;
    private static final int PAGE = 20;
    /** Each entry once in an index, and once in the table. */
    private static final int READ_MAX = 3 * PAGE;

    private static final String READ = """
            SELECT sum(pg_stat_get_xact_tuples_returned(o)) FROM (SELECT 'activity'::regclass::oid AS o UNION ALL
              SELECT indexrelid FROM pg_index WHERE indrelid = 'activity'::regclass) r""";

    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S-1");

    private void create(Caller by, String tag, int count) {
        JsonArray items = new JsonArray();
        for (int each = 0; each < count; each++) {
            items.add(new JsonObject().put("action", "create").put("record", Records.asset(system, tag + each)));
        }
        assertThat(by.post("/cyber-assets/bulk", new JsonObject().put("items", items))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ofAnActor() {
        create(caller, "before", 1);
        create(caller, "T", ENTRIES);
        create(caller, "after", 1);
        create(Caller.of(UnderTest.shared(), caller.organization()), "others", ENTRIES);
        EntriesSql.Statement statement =
                EntriesSql.statement(Map.of("actor", caller.key().toString()), Long.MAX_VALUE, 0, PAGE);
        statement.parameters().addString(caller.organization().toString()).addString("");

        PgConnection connection = UnderTest.shared().indexConnection();
        Await.result(connection.query("BEGIN").execute());
        List<String> read = new ArrayList<>();
        Await.result(connection.preparedQuery(statement.sql()).execute(statement.parameters()))
                .forEach(row -> read.add(
                        row.getLong(EntriesSql.LINK_COLUMN) + "." + row.getInteger(EntriesSql.ORDINAL_COLUMN)));
        Row tuples = Await.result(connection.query(READ).execute()).iterator().next();
        Await.result(connection.close());

        assertThat(read).hasSize(PAGE).startsWith("3.1", "2." + ENTRIES, "2." + (ENTRIES - 1));
        assertThat(tuples.getLong(0)).isLessThanOrEqualTo(READ_MAX);
    }
}
