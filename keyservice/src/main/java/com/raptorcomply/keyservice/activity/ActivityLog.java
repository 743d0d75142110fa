package com.raptorcomply.keyservice.activity;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Writes and verifies the activity log. Entries are written in the transaction of the change, last but for the change
 * log's append. The chain's lock is held until the transaction ends.
 */
public final class ActivityLog {
    /** The types of resources that entries are about. */
    public static final List<String> RESOURCE_TYPES =
            List.of("api-key", "invitation", "organization", "restriction", "user", "webhook");

    private static final String APPEND =
            "SELECT append_activity($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    private static final String BROKEN = "SELECT organization_id, sequence FROM broken_activity()";

    private ActivityLog() {}

    /**
     * Appends an entry. For a user's own key the actor is the key, with the user as its owner, because the data service
     * knows only keys and both logs must agree.
     */
    public static Future<Void> append(SqlConnection connection, ActivityContext author, ActivityEntry entry) {
        Actor caller = author.actor();
        Actor key = caller.key();
        Actor actor = key == null ? caller : key;
        Actor owner = key == null ? null : caller;
        Actor actingAs = caller.actingAs();
        Tuple values = Tuple.tuple()
                .addUUID(entry.organizationId())
                .addString(actor.kind().label())
                .addUUID(actor.id())
                .addString(actor.name())
                .addString(author.requestId())
                .addString(entry.action().label())
                .addString(entry.resourceType())
                .addString(entry.resourceId())
                .addValue(entry.changes())
                .addUUID(actingAs == null ? null : actingAs.id())
                .addString(actingAs == null ? null : actingAs.name())
                .addUUID(owner == null ? null : owner.id())
                .addString(owner == null ? null : owner.name());
        return connection.preparedQuery(APPEND).execute(values).mapEmpty();
    }

    /** Recomputes every chain and returns the first broken link of each. */
    public static Future<List<Broken>> verify(SqlClient client) {
        return client.query(BROKEN)
                .execute()
                .map(RowReader.all(row -> new Broken(row.getUUID("organization_id"), row.getLong("sequence"))));
    }

    /** A link that was changed, removed or added without the log's own function. */
    public record Broken(UUID organizationId, long sequence) {}
}
