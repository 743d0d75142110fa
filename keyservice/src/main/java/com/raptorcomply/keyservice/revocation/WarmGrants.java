package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Grant;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/**
 * Reads the most recently used grants, so that a starting gateway does not verify every key at the key service at once.
 */
@FunctionalInterface
public interface WarmGrants {
    /** Reads no grants: a gateway starts with an empty cache. */
    WarmGrants NONE = (connection, grantsMax) -> Future.succeededFuture(List.of());

    /** Reads within the connection's transaction, during which no change can commit. */
    Future<List<Grant>> read(SqlConnection connection, int grantsMax);
}
