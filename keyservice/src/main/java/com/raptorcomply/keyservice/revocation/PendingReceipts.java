package com.raptorcomply.keyservice.revocation;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Stores the receipts for the barrier. Each method is one transaction and completes after its COMMIT has returned. */
public interface PendingReceipts {

    /** A receipt after a replica has written its end. {@code first} is true if this replica wrote it. */
    record Finished(Receipt receipt, boolean first) {}

    /** Returns the pending receipts of all replicas. */
    Future<List<Receipt>> pending();

    /** Writes the end of a receipt, unless another replica has done so before. */
    Future<Finished> finish(UUID id, int confirmed, int expired);
}
