package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import io.vertx.core.Future;
import java.util.List;

/**
 * Stores the rows of {@code gateway_lease}. Each method is one transaction and completes after its COMMIT has returned.
 */
public interface Leases {

    /**
     * The result of a join, read after the lock. It has the log's epoch and head, grants as of that head, and the
     * number of open rows.
     */
    record Joining(String epoch, long sequence, List<Grant> warm, int gateways) {}

    /** The result of a renewal. */
    sealed interface Renewal {}

    /**
     * The row was open and is renewed. The changes are all those after the reported sequence, up to {@code head}.
     *
     * @param gateways the number of open rows
     */
    record Granted(String epoch, long head, List<Change> changes, int gateways) implements Renewal {}

    /** The renewal was refused, so the gateway must join again. */
    record Refused(String reason) implements Renewal {}

    /** Inserts the row of a new session and changes no other row (Revocation: Join). It fails if the session exists. */
    Future<Joining> join(Join join, LeaseTerms terms);

    /** Writes and reads in one statement, begun after the call (Revocation: Lease). */
    Future<Renewal> renew(Renew renew);

    /** Closes the row of a gateway that has dropped its lease. */
    Future<Void> leave(String session);

    /** Reads all open rows with one statement. */
    Future<List<LeaseRow>> open();

    /** Closes the row if it is still as it was read. It does nothing if a renewal came in between. */
    Future<Void> close(LeaseRow seen);

    /** Deletes closed rows and expired signing keys, but never an open row. */
    Future<Void> sweep();
}
