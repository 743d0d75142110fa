package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Follows a receipt until no gateway can grant the old rights. */
final class Receipt {
    static final String[] MEMBERS = {"id", "status", "revokedAt", "effectiveAt", "elapsedMs", "keyId", "requestedBy"};

    private static final long POLL_MILLIS = 500;

    private Receipt() {}

    /** Returns the receipt of a change when it is effective, or as it is when the time is over. */
    static JsonObject await(Connection connection, Connection.Answer changed, int seconds) {
        JsonObject receipt = changed.object();
        Optional<String> location = changed.location();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (location.isPresent() && !isEffective(receipt) && System.nanoTime() - deadline < 0) {
            Pause.millis(POLL_MILLIS);
            receipt = connection.get(location.get()).object();
        }
        return receipt;
    }

    /** A change that took no rights away has no receipt, and is effective at once. */
    static boolean isEffective(JsonObject receipt) {
        return !"pending".equals(receipt.getString("status"));
    }
}
