package com.raptorcomply.keyservice.revocation;

import static com.raptorcomply.keyservice.revocation.LeaseDatabase.session;
import static com.raptorcomply.keyservice.revocation.LeaseDatabase.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.revocation.Leases.Granted;
import com.raptorcomply.keyservice.revocation.Leases.Refused;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Revocation: Lease, on a real database. */
@Timeout(120)
class RenewalBringsEveryChangeTest {
    private final LeaseDatabase database = new LeaseDatabase();
    private final String session = session();

    @BeforeEach
    void join() {
        database.joined(session);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void afterTheReportedOneInOrder() {
        database.change(subject(1));
        database.change(subject(2));
        database.change(subject(3));

        Granted granted = database.granted(session, 1);

        assertThat(granted.head()).isEqualTo(3);
        assertThat(granted.changes()).isEqualTo(List.of(new Change(2, subject(2)), new Change(3, subject(3))));
    }

    @Test
    void noneWhenThereIsNone() {
        assertThat(database.granted(session, 0).changes()).isEmpty();
    }

    @Test
    void theRowGetsWhatTheGatewayReportedNotWhatTheReplyBrings() {
        database.change(subject(1));
        database.granted(session, 0);

        assertThat(row()).isEqualTo(new LeaseRow(session, 1, 0, LeaseDatabase.TERMS.waitMillis()));
    }

    @Test
    void anEarlierReportNeverLowersTheRow() {
        database.change(subject(1));
        database.granted(session, 1);
        database.granted(session, 0);

        assertThat(row()).isEqualTo(new LeaseRow(session, 2, 1, LeaseDatabase.TERMS.waitMillis()));
    }

    @Test
    void orGrantsNothingIfThereAreTooMany() {
        for (int i = 0; i < 101; i++) {
            database.change(subject(i));
        }

        assertThat(database.renewal(session, 0)).isInstanceOf(Refused.class);
        assertThat(database.renewal(session, 1)).isInstanceOf(Granted.class);
    }

    @Test
    void orGrantsNothingIfTheLogWasPruned() throws Exception {
        database.change(subject(1));
        database.change(subject(2));
        execute("UPDATE change_floor SET sequence = 1");
        execute("DELETE FROM change_log WHERE sequence = 1");

        assertThat(database.renewal(session, 0)).isInstanceOf(Refused.class);
        assertThat(database.renewal(session, 1)).isInstanceOf(Granted.class);
    }

    @Test
    void withAnotherEpochNothingIsGrantedOrAcknowledged() throws Exception {
        database.change(subject(1));
        execute("UPDATE change_head SET epoch = gen_random_uuid()");

        assertThat(database.renewal(session, 1)).isInstanceOf(Refused.class);
        assertThat(row().applied()).isZero();
    }

    private LeaseRow row() {
        return Await.result(database.leases.open()).get(0);
    }

    private void execute(String sql) throws Exception {
        try (var connection = database.database.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
