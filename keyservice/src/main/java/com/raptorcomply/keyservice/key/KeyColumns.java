package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.grant.Bounds;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the columns of a key, beside its owner's role as {@code owner_role}, mean for a grant. */
public final class KeyColumns {
    private KeyColumns() {}

    /** The permissions that the key holds now. */
    public static Set<String> permissions(Row row) {
        UUID owner = row.getUUID("owner_user_id");
        Rights rights = KeyRows.rights(row, owner);
        return rights.permissions(owner == null ? null : KeyRows.userRole(row.getString("owner_role")));
    }

    /** What narrows the grant further. */
    public static Bounds bounds(Row row) {
        return Bounds.of(List.of(), KeyRows.cidrs(row), KeyRows.rateLimit(row.getJsonObject("rate_limit")));
    }
}
