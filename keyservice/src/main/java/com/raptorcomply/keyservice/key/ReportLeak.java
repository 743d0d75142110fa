package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.KeyFormat;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.PresentedKey.Wellformed;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.notice.NoticeType;
import com.raptorcomply.keyservice.notice.Notices;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes keys that a leak report names. Possession of the whole key is enough to revoke it. A secret that was revoked,
 * or whose overlap is over, revokes nothing, so it cannot end a key that was rotated since.
 */
final class ReportLeak {
    private static final Logger LOG = LoggerFactory.getLogger(ReportLeak.class);
    private static final Actor REPORT = new Actor(Actor.Kind.SYSTEM, null, "leak report");
    private static final KeyScope ANY = new KeyScope.Everywhere();
    private static final String FIND = "SELECT s.id, s.digest, s.key_id FROM key_secret s"
            + " JOIN api_key k ON k.id = s.key_id WHERE s.id = ANY ($1) AND k.revoked_at IS NULL"
            + " AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > now())";
    private static final Pattern FORM =
            Pattern.compile(KeyFormat.PREFIX + "[0-9A-Za-z]{" + (KeyFormat.LENGTH - KeyFormat.PREFIX.length()) + "}");

    /** The largest number of keys in one report; the body limit allows fewer. */
    private static final int CANDIDATES_MAX = 1_000;

    private static final String MARK = "UPDATE api_key SET leak_reported_at = now() WHERE id = $1";

    private final Pool pool;
    private final TagKeys tagKeys;
    private final Counter revoked;

    /** @param revoked counts the revoked keys */
    ReportLeak(Pool pool, TagKeys tagKeys, Counter revoked) {
        this.revoked = revoked;
        this.pool = pool;
        this.tagKeys = tagKeys;
    }

    /** Revokes each genuine key in the texts. A text whose tag does not verify is skipped without a database query. */
    Future<Void> report(List<String> texts, String requestId) {
        Map<String, Wellformed> presented = texts.stream()
                .flatMap(ReportLeak::candidates)
                .limit(CANDIDATES_MAX)
                .map(PresentedKey::parse)
                .filter(Wellformed.class::isInstance)
                .map(Wellformed.class::cast)
                .filter(tagKeys::verify)
                .collect(Collectors.toMap(Wellformed::secretId, Function.identity(), (one, same) -> one));
        if (presented.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(presented.keySet().toArray(String[]::new)))
                .compose(rows -> {
                    Set<UUID> genuine = new LinkedHashSet<>();
                    for (Row row : rows) {
                        Wellformed key = presented.get(row.getString("id"));
                        if (key != null && key.digest().matches(digest(row))) {
                            genuine.add(row.getUUID("key_id"));
                        }
                    }
                    return revokeEach(genuine, new ActivityContext(REPORT, requestId));
                });
    }

    /** Finds possible keys in pasted text, which may be a line or a file with quotes and header names. */
    private static Stream<String> candidates(String text) {
        return FORM.matcher(text).results().map(MatchResult::group);
    }

    private static KeyDigest digest(Row row) {
        return KeyDigest.ofBytes(row.getBuffer("digest").getBytes());
    }

    private Future<Void> revokeEach(Set<UUID> ids, ActivityContext author) {
        Future<Void> done = Future.succeededFuture();
        for (UUID id : ids) {
            done = done.compose(before -> pool.withTransaction(connection -> revoke(connection, author, id)))
                    .onSuccess(ended -> revoked.increment());
        }
        return done;
    }

    private static Future<Void> revoke(SqlConnection connection, ActivityContext author, UUID id) {
        return KeyRepository.findForUpdate(connection, ANY, id)
                .map(Optional::orElseThrow)
                .compose(key -> key.history().revoked() != null
                        ? Future.succeededFuture()
                        : mark(connection, author, key)
                                .compose(marked -> RevokeKey.revoke(connection, author, key))
                                .onSuccess(receipt -> LOG.atWarn()
                                        .addKeyValue(LogKeys.KEY_ID, key.id())
                                        .addKeyValue(LogKeys.ORGANIZATION_ID, key.organizationId())
                                        .log("Leaked key revoked"))
                                .mapEmpty());
    }

    private static Future<Void> mark(SqlConnection connection, ActivityContext author, ApiKey key) {
        return connection
                .preparedQuery(MARK)
                .execute(Tuple.of(key.id()))
                .compose(marked ->
                        Notices.record(connection, KeyNotice.of(NoticeType.KEY_LEAK_REPORTED, key, author.actor())));
    }
}
