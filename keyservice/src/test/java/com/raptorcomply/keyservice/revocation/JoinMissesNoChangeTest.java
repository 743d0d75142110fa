package com.raptorcomply.keyservice.revocation;

import static com.raptorcomply.keyservice.revocation.LeaseDatabase.join;
import static com.raptorcomply.keyservice.revocation.LeaseDatabase.session;
import static com.raptorcomply.keyservice.revocation.LeaseDatabase.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.revocation.Leases.Joining;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Revocation: Join, on a real database. */
@Timeout(120)
class JoinMissesNoChangeTest {
    private final LeaseDatabase database = new LeaseDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    /** Without the lock, or with a snapshot older than it, the join would begin before the change and never get it. */
    @Test
    void itWaitsForAChangeThatIsAboutToCommit() {
        SqlConnection changing = database.begin();
        long sequence = Await.result(ChangeLog.append(changing, List.of(subject(1))));
        Future<Joining> joining = database.leases.join(join(session()), LeaseDatabase.TERMS);
        Await.until("one transaction waits for another", () -> database.isWaitedFor(1));
        database.commit(changing);

        assertThat(Await.result(joining).sequence()).isEqualTo(sequence);
    }

    @Test
    void itTouchesNoOtherRow() {
        String earlier = session();
        database.joined(earlier);
        String later = session();
        database.joined(later);

        assertThat(Await.result(database.leases.open()))
                .extracting(LeaseRow::session)
                .containsExactlyInAnyOrder(earlier, later);
    }

    @Test
    void aRepeatedOneIsRefusedAndChangesNothing() {
        String session = session();
        database.joined(session);
        database.change(subject(1));

        Await.failure(database.leases.join(join(session), LeaseDatabase.TERMS));
        assertThat(Await.result(database.leases.open()))
                .containsExactly(new LeaseRow(session, 0, 0, LeaseDatabase.TERMS.waitMillis()));
    }
}
