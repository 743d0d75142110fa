package com.raptorcomply.keyservice.http;

import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The response to a change that removes rights: 200 once it is effective at every gateway, before that 202 with the
 * receipt's location.
 */
public final class ReceiptResponse {
    private ReceiptResponse() {}

    /**
     * @param path the path of the changed resource, which has the receipts below it
     * @param receipt empty if no rights were removed
     */
    public static ApiResponse of(String path, Optional<Receipt> receipt, JsonObject body) {
        return receipt.filter(pending -> !pending.isEffective())
                .map(pending -> ApiResponse.of(202, body).with("Location", path + "/receipts/" + pending.id()))
                .orElseGet(() -> ApiResponse.ok(body));
    }

    /** Returns a list of receipts. */
    public static ApiResponse list(List<Receipt> receipts) {
        return ApiResponse.ok(
                new JsonArray(receipts.stream().map(Receipt::toJson).toList()));
    }

    /** Returns a response with the receipt itself as its body. */
    public static ApiResponse of(String path, Optional<Receipt> receipt) {
        return of(path, receipt, receipt.map(Receipt::toJson).orElseGet(JsonObject::new));
    }
}
