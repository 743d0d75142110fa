package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads a key's revocation receipts for callers that may see the key. */
public final class KeyReceipts {
    /** The largest number of receipts in a list, newest first. */
    private static final int RECEIPTS_MAX = 1_000;

    private final Pool pool;

    public KeyReceipts(Pool pool) {
        this.pool = pool;
    }

    /** Returns the key's receipts, newest first; fails with 404 if the caller may not see the key. */
    public Future<List<Receipt>> list(Principal caller, UUID keyId) {
        return requireVisible(caller, keyId).compose(key -> Receipts.ofKey(pool, keyId, RECEIPTS_MAX));
    }

    /** Returns one receipt of the key; fails with 404 if the caller may not see the key or it has no such receipt. */
    public Future<Receipt> read(Principal caller, UUID keyId, UUID receiptId) {
        return requireVisible(caller, keyId)
                .compose(key -> Receipts.find(pool, keyId, receiptId))
                .map(Problem::orNotFound);
    }

    /** Returns the ids of the revoked ones of these keys, which the caller sees, that some gateway may still let in. */
    public Future<Set<UUID>> pendingRevocations(List<KeyReading.Listed> seen) {
        List<UUID> revoked = seen.stream()
                .map(KeyReading.Listed::key)
                .filter(key -> key.history().revoked() != null)
                .map(ApiKey::id)
                .toList();
        return Receipts.pending(pool, revoked);
    }

    private Future<ApiKey> requireVisible(Principal caller, UUID keyId) {
        return KeyRepository.find(pool, AccessRules.visibleKeys(caller), keyId).map(Problem::orNotFound);
    }
}
