package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import io.vertx.core.Future;
import java.util.List;

/** The rows of {@code gateway_lease}: each method is one transaction, and completes after its COMMIT has returned. */
public interface Leases {

    /** What a join found after the lock: the log's epoch and head, grants as of that head, and how many rows are open with it. */
    record Joining(String epoch, long sequence, List<Grant> warm, int gateways) {}

    /** What a renewal found. */
    sealed interface Renewal {}

    /**
     * The row was open and is renewed; these are all changes after the reported one, up to {@code head}.
     *
     * @param gateways how many rows are open
     */
    record Granted(String epoch, long head, List<Change> changes, int gateways) implements Renewal {}

    /** Nothing was granted: the gateway must join again. */
    record Refused(String reason) implements Renewal {}

    /** Inserts the row of a new session, and touches no other (Revocation: Join). Fails if the session is known. */
    Future<Joining> join(Join join, LeaseTerms terms);

    /** Writes and reads in one statement, begun after the call (Revocation: Lease). */
    Future<Renewal> renew(Renew renew);

    /** Closes the row of a gateway that has dropped its lease. */
    Future<Void> leave(String session);

    /** All open rows, by one statement. */
    Future<List<LeaseRow>> open();

    /** Closes the row where it still is as it was seen; nothing if a renewal came in between. */
    Future<Void> close(LeaseRow seen);

    /** Deletes closed rows and outlived signing keys; never an open row. */
    Future<Void> sweep();
}
