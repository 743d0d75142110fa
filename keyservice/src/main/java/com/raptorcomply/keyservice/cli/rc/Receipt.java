package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** Follows a receipt until no gateway can grant the old rights. */
final class Receipt {
    static final String[] MEMBERS = {"id", "status", "revokedAt", "effectiveAt", "elapsedMs", "keyId", "requestedBy"};

    private static final long POLL_MILLIS = 500;

    private Receipt() {}

    /** Returns the receipt of a change when it is effective, or as it is when the time is over. */
    static JsonObject await(Connection connection, Connection.Answer changed, int seconds) {
        JsonObject receipt = changed.object();
        return changed.location()
                .map(location -> await(connection, receipt, location, seconds))
                .orElse(receipt);
    }

    /** @param location the address of the receipt */
    static JsonObject await(Connection connection, JsonObject first, String location, int seconds) {
        JsonObject receipt = first;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!isEffective(receipt) && System.nanoTime() - deadline < 0) {
            Pause.millis(POLL_MILLIS);
            receipt = connection.get(location).object();
        }
        return receipt;
    }

    /** A change that took no rights away has no receipt, and is effective at once. */
    static boolean isEffective(JsonObject receipt) {
        return !"pending".equals(receipt.getString("status"));
    }
}
