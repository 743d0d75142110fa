package com.raptorcomply.keyservice.revocation;

import static com.raptorcomply.keyservice.revocation.LeaseDatabase.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Revocation: One order, on a real database. */
@Timeout(120)
class ChangesAreInCommitOrderTest {
    private final LeaseDatabase database = new LeaseDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    /**
     * Without the lock, or with lock and read in one statement, the second change would take the first one's sequence.
     */
    @Test
    void aChangeThatWaitedTakesTheNextSequence() {
        SqlConnection first = database.begin();
        long firstSequence = Await.result(ChangeLog.append(first, List.of(subject(1))));
        Future<Long> second = database.postgres
                .pool()
                .withTransaction(connection -> ChangeLog.append(connection, List.of(subject(2))));
        Await.until("one transaction waits for another", () -> database.isWaitedFor(1));
        assertThat(second.isComplete()).isFalse();
        database.commit(first);

        assertThat(Await.result(second)).isEqualTo(firstSequence + 1);
    }

    @Test
    void aChangeThatIsRolledBackLeavesNoGap() {
        long before = database.change(subject(1));
        SqlConnection given = database.begin();
        Await.result(ChangeLog.append(given, List.of(subject(2))));
        Await.result(given.query("ROLLBACK").execute());
        Await.result(given.close());

        assertThat(database.change(subject(3))).isEqualTo(before + 1);
    }

    @Test
    void manyAtOnceHaveNoGapsAndNoRepeats() {
        List<Future<Long>> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            changes.add(database.postgres
                    .pool()
                    .withTransaction(connection -> ChangeLog.append(connection, List.of(subject(number)))));
        }
        List<Long> sequences = changes.stream().map(Await::result).sorted().toList();

        assertThat(sequences)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }
}
