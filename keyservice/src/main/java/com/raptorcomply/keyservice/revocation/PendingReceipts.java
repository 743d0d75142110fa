package com.raptorcomply.keyservice.revocation;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The receipts as the barrier needs them: each method is one transaction, and completes after its COMMIT has returned. */
public interface PendingReceipts {

    /** A receipt as it stands after somebody has written its end. */
    record Finished(Receipt receipt, boolean first) {}

    /** Those without an end, of whichever replica. */
    Future<List<Receipt>> pending();

    /** Writes the end of a receipt, unless another replica was first. */
    Future<Finished> finish(UUID id, int confirmed, int expired);
}
