package com.raptorcomply.keyservice.http;

import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The answer to a change that takes rights away: 200 once it counts everywhere, before that 202 and where to ask. */
public final class ReceiptResponse {
    private ReceiptResponse() {}

    /**
     * @param path of what was changed; its receipts are below it
     * @param receipt empty if no rights were touched
     */
    public static ApiResponse of(String path, Optional<Receipt> receipt, JsonObject body) {
        return receipt.filter(pending -> !pending.isEffective())
                .map(pending -> ApiResponse.of(202, body).with("Location", path + "/receipts/" + pending.id()))
                .orElseGet(() -> ApiResponse.ok(body));
    }

    /** Receipts as a list shows them. */
    public static ApiResponse list(List<Receipt> receipts) {
        return ApiResponse.ok(
                new JsonArray(receipts.stream().map(Receipt::toJson).toList()));
    }

    /** With the receipt itself as body. */
    public static ApiResponse of(String path, Optional<Receipt> receipt) {
        return of(path, receipt, receipt.map(Receipt::toJson).orElseGet(JsonObject::new));
    }
}
