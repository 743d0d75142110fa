package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.api.ReceiptAnswer;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.revocation.Receipts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;

/** A key's receipts, for whoever may see the key. */
public final class ReceiptEndpoints {
    /** A list shows so many at most, the newest. */
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

    private Future<Answer> list(Caller caller, RoutingContext context) {
        UUID keyId = Parameters.pathUuid(context, "id");
        return requireVisible(caller, keyId)
                .compose(key -> Receipts.ofKey(pool, keyId, RECEIPTS_MAX))
                .map(ReceiptAnswer::list);
    }

    private Future<Answer> read(Caller caller, RoutingContext context) {
        UUID keyId = Parameters.pathUuid(context, "id");
        UUID receiptId = Parameters.pathUuid(context, "receiptId");
        return requireVisible(caller, keyId)
                .compose(key -> Receipts.find(pool, receiptId))
                .map(found -> found.filter(receipt -> keyId.equals(receipt.keyId()))
                        .map(receipt -> Answer.ok(receipt.toJson()))
                        .orElseThrow(() -> Problem.notFound().exception()));
    }

    private Future<ApiKey> requireVisible(Caller caller, UUID keyId) {
        return KeyStore.find(pool, Access.visibleKeys(caller), keyId).map(Problem::orNotFound);
    }
}
