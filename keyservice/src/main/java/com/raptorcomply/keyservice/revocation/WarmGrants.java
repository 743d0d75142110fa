package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Grant;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** Reads the grants that were used most recently, so that a gateway's start is no cliff for the key service. */
@FunctionalInterface
public interface WarmGrants {
    /** None: a gateway starts with an empty cache. */
    WarmGrants NONE = (connection, grantsMax) -> Future.succeededFuture(List.of());

    /** Reads within the connection's transaction, in which no change can be committed meanwhile. */
    Future<List<Grant>> read(SqlConnection connection, int grantsMax);
}
