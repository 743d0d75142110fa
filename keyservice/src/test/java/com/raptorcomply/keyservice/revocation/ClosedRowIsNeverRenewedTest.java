package com.raptorcomply.keyservice.revocation;

import static com.raptorcomply.keyservice.revocation.LeaseDatabase.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.revocation.Leases.Granted;
import com.raptorcomply.keyservice.revocation.Leases.Refused;
import com.raptorcomply.keyservice.revocation.Leases.Renewal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Revocation: Barrier, the close of a silent row against a renewal in flight, on a real database. */
@Timeout(120)
class ClosedRowIsNeverRenewedTest {
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
    void theCloseEndsIt() {
        Await.result(database.leases.close(row()));

        assertThat(Await.result(database.leases.open())).isEmpty();
        assertThat(database.renewal(session, 0)).isInstanceOf(Refused.class);
    }

    @Test
    void aRenewalInBetweenMakesTheCloseMiss() {
        LeaseRow seen = row();
        database.renewal(session, 0);
        Await.result(database.leases.close(seen));

        assertThat(database.renewal(session, 0)).isInstanceOf(Granted.class);
    }

    /** The renewal's snapshot still shows the row open; its write waits for the close, then finds it closed. */
    @Test
    void aRenewalThatWaitsForTheCloseIsRefused() {
        SqlConnection closing = database.begin();
        Await.result(closing.preparedQuery("UPDATE gateway_lease SET closed_at = now() WHERE session = $1")
                .execute(Tuple.of(session)));
        Future<Renewal> renewal = database.leases.renew(new Renew(session, 1, 0));
        Await.untilTrue("one transaction waits for another", () -> database.postgres
                .pool()
                .query("SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0)));
        database.commit(closing);

        assertThat(Await.result(renewal)).isInstanceOf(Refused.class);
    }

    @Test
    void aGatewayThatLeavesIsGoneAtOnce() {
        Await.result(database.leases.leave(session));

        assertThat(Await.result(database.leases.open())).isEmpty();
        assertThat(database.renewal(session, 0)).isInstanceOf(Refused.class);
    }

    private LeaseRow row() {
        return Await.result(database.leases.open()).get(0);
    }
}
