package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.http.ReceiptResponse;
import com.raptorcomply.keyservice.revocation.Receipts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;

/** Serves a key's revocation receipts to callers that may see the key. */
public final class ReceiptEndpoints {
    /** The largest number of receipts in a list, newest first. */
    private static final int RECEIPTS_MAX = 1_000;

    private final Pool pool;

    public ReceiptEndpoints(Pool pool) {
        this.pool = pool;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "listApiKeyReceipts", (Endpoint.ForCaller) this::list,
                "readApiKeyReceipt", (Endpoint.ForCaller) this::read);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        UUID keyId = QueryParams.pathUuid(context, "id");
        return requireVisible(caller, keyId)
                .compose(key -> Receipts.ofKey(pool, keyId, RECEIPTS_MAX))
                .map(ReceiptResponse::list);
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        UUID keyId = QueryParams.pathUuid(context, "id");
        UUID receiptId = QueryParams.pathUuid(context, "receiptId");
        return requireVisible(caller, keyId)
                .compose(key -> Receipts.find(pool, receiptId))
                .map(found -> found.filter(receipt -> keyId.equals(receipt.keyId()))
                        .map(receipt -> ApiResponse.ok(receipt.toJson()))
                        .orElseThrow(() -> Problem.notFound().exception()));
    }

    private Future<ApiKey> requireVisible(Principal caller, UUID keyId) {
        return KeyRepository.find(pool, AccessRules.visibleKeys(caller), keyId).map(Problem::orNotFound);
    }
}
