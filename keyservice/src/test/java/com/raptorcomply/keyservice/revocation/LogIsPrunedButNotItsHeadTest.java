package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.revocation.Leases.Granted;
import com.raptorcomply.keyservice.revocation.Leases.Refused;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Revocation: One order, Lease. */
@Timeout(120)
class LogIsPrunedButNotItsHeadTest {
    private static final Duration KEPT = Duration.ofHours(1);

    private final LeaseDatabase database = new LeaseDatabase();
    private final String session = LeaseDatabase.session();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oldChangesGoYoungOnesStayAndRenewalsHonourTheFloor() throws Exception {
        database.joined(session);
        for (int i = 1; i <= 5; i++) {
            database.change(LeaseDatabase.subject(i));
        }
        makeOld(3);

        prune();

        assertThat(database.renewal(session, 2)).isInstanceOf(Refused.class);
        assertThat(database.granted(session, 3).changes())
                .isEqualTo(List.of(new Change(4, LeaseDatabase.subject(4)), new Change(5, LeaseDatabase.subject(5))));
    }

    @Test
    void theHeadOutlivesTheWholeLog() throws Exception {
        database.change(LeaseDatabase.subject(1));
        database.change(LeaseDatabase.subject(2));
        makeOld(2);

        prune();
        prune();

        assertThat(database.change(LeaseDatabase.subject(3))).isEqualTo(3);
        assertThat(database.joined(session).sequence()).isEqualTo(3);
        assertThat(database.renewal(session, 3)).isInstanceOf(Granted.class);
    }

    @Test
    void nothingIsLetGoBehindAYoungerChange() throws Exception {
        database.joined(session);
        for (int i = 1; i <= 3; i++) {
            database.change(LeaseDatabase.subject(i));
        }
        execute("UPDATE change_log SET logged_at = logged_at - interval '1 day' WHERE sequence <> 2");

        prune();

        assertThat(database.renewal(session, 0)).isInstanceOf(Refused.class);
        assertThat(database.granted(session, 1).changes()).hasSize(2);
    }

    @Test
    void moreThanOneTransactionTakes() throws Exception {
        execute(
                "INSERT INTO change_log SELECT n, 'secret', n::text, now() - interval '1 day' FROM generate_series(1, 12000) n");
        execute("UPDATE change_head SET sequence = 12000");

        prune();

        assertThat(database.change(LeaseDatabase.subject(1))).isEqualTo(12_001);
        database.joined(session);
        assertThat(database.renewal(session, 11_999)).isInstanceOf(Refused.class);
        assertThat(database.granted(session, 12_000).changes()).hasSize(1);
    }

    @Test
    void aChangeUnderWayIsNotWaitedForNorMissed() throws Exception {
        database.change(LeaseDatabase.subject(1));
        makeOld(1);
        SqlConnection open = database.begin();
        Await.result(ChangeLog.append(open, List.of(LeaseDatabase.subject(2))));

        prune();

        database.commit(open);
        database.joined(session);
        assertThat(database.granted(session, 1).changes()).hasSize(1);
    }

    @Test
    void noLessThanAMinuteIsKept() {
        assertThatThrownBy(() -> Await.result(ChangeLog.prune(database.postgres.pool(), Duration.ofSeconds(59))))
                .hasMessageContaining("a minute");
    }

    private void prune() {
        Await.result(ChangeLog.prune(database.postgres.pool(), KEPT));
    }

    private void makeOld(long upTo) throws Exception {
        execute("UPDATE change_log SET logged_at = logged_at - interval '1 day' WHERE sequence <= " + upTo);
    }

    private void execute(String sql) throws Exception {
        try (var connection = database.database.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
