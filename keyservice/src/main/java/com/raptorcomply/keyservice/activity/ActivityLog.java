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
 * The log. Entries are written in the transaction of the change, after everything but the change log's append; the chain's
 * lock is held until the transaction ends.
 */
public final class ActivityLog {
    /** What entries are about. */
    public static final List<String> RESOURCE_TYPES =
            List.of("api-key", "invitation", "organization", "restriction", "user");

    private static final String APPEND =
            "SELECT append_activity($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    private static final String BROKEN = "SELECT organization_id, sequence FROM broken_activity()";

    private ActivityLog() {}

    /**
     * Adds an entry. For a user who called with a key of their own the key is the actor and the user its owner, because the
     * data service, which knows only keys, tells it alike.
     */
    public static Future<Void> append(SqlConnection connection, ActivityContext author, ActivityEntry entry) {
        Actor who = author.actor();
        Actor key = who.key();
        Actor actor = key == null ? who : key;
        Actor owner = key == null ? null : who;
        Actor actingAs = who.actingAs();
        Tuple values = Tuple.tuple()
                .addUUID(entry.organizationId())
                .addString(actor.kind().label())
                .addUUID(actor.id())
                .addString(actor.name())
                .addString(author.requestId())
                .addString(entry.action())
                .addString(entry.resourceType())
                .addString(entry.resourceId())
                .addValue(entry.changes())
                .addUUID(actingAs == null ? null : actingAs.id())
                .addString(actingAs == null ? null : actingAs.name())
                .addUUID(owner == null ? null : owner.id())
                .addString(owner == null ? null : owner.name());
        return connection.preparedQuery(APPEND).execute(values).mapEmpty();
    }

    /** Recomputes every chain; the first link of each that does not hold. */
    public static Future<List<Broken>> verify(SqlClient client) {
        return client.query(BROKEN)
                .execute()
                .map(RowReader.all(row -> new Broken(row.getUUID("organization_id"), row.getLong("sequence"))));
    }

    /** Somebody has changed, removed or added an entry here without the log's own function. */
    public record Broken(UUID organizationId, long sequence) {}
}
