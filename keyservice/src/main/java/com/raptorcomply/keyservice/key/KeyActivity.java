package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.FieldChanges;
import com.raptorcomply.keyservice.notice.NoticeType;
import com.raptorcomply.keyservice.notice.Notices;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * Writes changes of keys to the activity log and as notices, in the transaction of the change. It writes last but for the
 * change log's append. It never writes a secret, only the public ids of secrets.
 */
final class KeyActivity {
    private static final String RESOURCE = "api-key";

    private KeyActivity() {}

    static Future<Void> made(SqlConnection connection, ActivityContext author, CreatedKey created, Instant now) {
        JsonObject made = shown(created.key(), created.restrictions(), now);
        return tell(connection, author, created.key(), NoticeType.KEY_CREATED)
                .compose(told -> append(connection, author, created.key(), ActivityAction.CREATE, made));
    }

    static Future<Void> changed(
            SqlConnection connection, ActivityContext author, JsonObject before, JsonObject after, ApiKey key) {
        JsonObject changes = FieldChanges.between(before, after);
        return changes.isEmpty()
                ? Future.succeededFuture()
                : append(connection, author, key, ActivityAction.UPDATE, changes);
    }

    static Future<Void> rotated(SqlConnection connection, ActivityContext author, ApiKey key, String secretId) {
        return tell(connection, author, key, NoticeType.KEY_ROTATED)
                .compose(told -> append(
                        connection, author, key, ActivityAction.ROTATE, new JsonObject().put("secretId", secretId)));
    }

    static Future<Void> revoked(SqlConnection connection, ActivityContext author, ApiKey key) {
        return tell(connection, author, key, NoticeType.KEY_REVOKED)
                .compose(told -> append(
                        connection,
                        author,
                        key,
                        ActivityAction.REVOKE,
                        new JsonObject().put("name", key.terms().name())));
    }

    static Future<Void> secretRevoked(SqlConnection connection, ActivityContext author, ApiKey key, String secretId) {
        return append(
                connection, author, key, ActivityAction.REVOKE_SECRET, new JsonObject().put("secretId", secretId));
    }

    /** Returns the key as log entries show it. */
    static JsonObject shown(ApiKey key, JsonArray restrictions, Instant now) {
        return KeyJson.summary(key, now).put("restrictions", restrictions);
    }

    private static Future<Void> tell(SqlConnection connection, ActivityContext author, ApiKey key, NoticeType type) {
        return Notices.record(connection, KeyNotice.of(type, key, author.actor()));
    }

    private static Future<Void> append(
            SqlConnection connection, ActivityContext author, ApiKey key, ActivityAction action, JsonObject changes) {
        ActivityEntry entry = new ActivityEntry(
                key.organizationId(), action, RESOURCE, key.id().toString(), changes);
        return ActivityLog.append(connection, author, entry);
    }
}
