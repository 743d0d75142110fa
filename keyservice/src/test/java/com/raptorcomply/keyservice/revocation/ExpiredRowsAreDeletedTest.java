package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that closed and signing keys that expired more than an hour ago are deleted, and no others. */
@Timeout(120)
class ExpiredRowsAreDeletedTest {
    private final LeaseDatabase database = new LeaseDatabase();
    private final String open = LeaseDatabase.session();
    private final String closed = LeaseDatabase.session();

    @BeforeEach
    void open() throws SQLException {
        database.joined(open);
        database.joined(closed);
        execute("UPDATE gateway_lease SET closed_at = now() - interval '2 hours' WHERE session = '" + closed + "'");
        execute("INSERT INTO gateway_key (kid, public_key, expires_at)"
                + " SELECT kid, decode(repeat('00', 32), 'hex'), now() - age::interval"
                + " FROM (VALUES ('old', '2 hours'), ('young', '2 minutes')) AS keys (kid, age)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ofBothKinds() {
        Await.result(database.leases.sweep());

        assertThat(rows("session FROM gateway_lease")).containsExactly(open);
        assertThat(rows("kid FROM gateway_key")).containsExactly("young");
    }

    @Test
    void alsoOfOneKindWhileTheOtherCannotBe() throws SQLException {
        execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'not now'; END $$");
        execute("CREATE TRIGGER refused BEFORE DELETE ON gateway_lease EXECUTE FUNCTION refuse()");

        assertThat(Await.failure(database.leases.sweep())).hasMessageContaining("not now");

        assertThat(rows("kid FROM gateway_key")).containsExactly("young");
    }

    private List<String> rows(String what) {
        return Await.result(database.postgres.pool().query("SELECT " + what).execute()).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.database.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
