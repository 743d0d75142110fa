package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.http.ReceiptResponse;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Serves the endpoints of a key's revocation receipts. */
public final class ReceiptEndpoints {
    private final KeyReceipts receipts;

    public ReceiptEndpoints(KeyReceipts receipts) {
        this.receipts = receipts;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "listApiKeyReceipts", (Endpoint.ForCaller) this::list,
                "readApiKeyReceipt", (Endpoint.ForCaller) this::read);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        return receipts.list(caller, QueryParams.pathUuid(context, "id")).map(ReceiptResponse::list);
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return receipts.read(caller, QueryParams.pathUuid(context, "id"), QueryParams.pathUuid(context, "receiptId"))
                .map(receipt -> ApiResponse.ok(receipt.toJson()));
    }
}
