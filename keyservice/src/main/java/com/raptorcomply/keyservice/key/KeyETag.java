package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.StrongEntityTag;
import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.keyservice.restriction.KeyRestrictions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Computes the entity tag of a key: a digest of the key, its secrets and its restrictions as shown. The tag makes sure
 * that two admins do not overwrite each other. It leaves out usage and the passing of time, so a busy key can be
 * changed too.
 */
final class KeyETag {
    private static final List<String> NOT_CHANGES =
            List.of("organizationName", "status", "lastUsedAt", "lastUsedFrom", "lastUserAgent", "usage");

    private KeyETag() {}

    /** Returns the tag with its quotes, as the {@code ETag} field has it. */
    static String of(ApiKey key, List<KeySecret> secrets, JsonArray restrictions) {
        JsonArray shown = new JsonArray();
        secrets.forEach(secret -> shown.add(without(KeyJson.secret(secret, Instant.EPOCH))));
        JsonObject state = without(KeyJson.summary(key, Instant.EPOCH))
                .put("secrets", shown)
                .put("restrictions", restrictions);
        return StrongEntityTag.of(state.encode().getBytes(StandardCharsets.UTF_8));
    }

    /** Fails with 412 if the locked key does not match the {@code If-Match} condition (RFC 9110 section 13.1.1). */
    static Future<Void> require(SqlConnection connection, ApiKey key, IfMatch condition) {
        if (!condition.isConditional()) {
            return Future.succeededFuture();
        }
        return KeyRepository.secrets(connection, key.id())
                .compose(secrets -> KeyRestrictions.of(connection, key.organizationId(), key.id())
                        .map(restrictions -> {
                            condition.require(of(key, secrets, restrictions));
                            return null;
                        }));
    }

    private static JsonObject without(JsonObject shown) {
        NOT_CHANGES.forEach(shown::remove);
        return shown;
    }
}
