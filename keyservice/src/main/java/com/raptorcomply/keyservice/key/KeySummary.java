package com.raptorcomply.keyservice.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the keys of one organization that a caller may see, by what an admin looks for. It reads indexes only. The figures
 * of an organization are kept for {@link #FRESH} at most, and only until its next entry in the log of activity, which every
 * change of a key writes; so a page of many thousand keys is counted once and not at each look.
 */
public final class KeySummary {
    /** The days of {@code expiring}, for the list's parameter expiringDays. */
    public static final int EXPIRING_DAYS = 30;

    /** The days of {@code unused}, for the list's parameter unusedDays. */
    public static final int UNUSED_DAYS = 90;

    /**
     * $1 is the organization, $2 and $3 are the days, $4 is the owner. The moments are sub-queries, so that they are
     * computed once and not for each key.
     */
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE k.expires_at IS NULL OR k.expires_at > now()) AS active, \
            count(*) FILTER (WHERE k.expires_at <= now()) AS expired, \
            count(*) FILTER (WHERE k.expires_at > now() AND k.expires_at < (SELECT now() + make_interval(days => $2))) \
              AS expiring, \
            count(*) FILTER (WHERE (k.expires_at IS NULL OR k.expires_at > now()) AND l.key_id IS NOT NULL \
              AND k.created_at < (SELECT now() - make_interval(days => $3))) AS unused, \
            count(*) FILTER (WHERE k.kind = 'organization') AS organization_keys, \
            count(*) FILTER (WHERE k.kind = 'user') AS user_keys, \
            (SELECT count(*) FROM api_key k WHERE k.organization_id = $1 AND k.revoked_at IS NOT NULL %1$s) AS revoked, \
            (SELECT count(*) FROM api_key k WHERE k.organization_id = $1 AND k.leak_reported_at IS NOT NULL %1$s) \
              AS leak_reported \
            FROM api_key k LEFT JOIN key_last_use l ON l.key_id = k.id AND l.organization_id = $1 \
              AND l.last_used_at < now() - make_interval(days => $3) \
            WHERE k.organization_id = $1 AND k.revoked_at IS NULL %1$s""";

    private static final String OWN = "SELECT count(*) FROM api_key WHERE organization_id = $1 AND owner_user_id = $2"
            + " AND revoked_at IS NULL";

    static final String OF_ORGANIZATION = COUNT.formatted("");
    private static final String OF_OWNER = COUNT.formatted("AND k.owner_user_id = $4");

    private static final String LATEST_ACTIVITY = "SELECT sequence FROM activity_head WHERE organization_id = $1";
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int KEPT_MAX = 1_000;

    private final Pool pool;
    private final Cache<UUID, Kept> kept = Caffeine.newBuilder()
            .maximumSize(KEPT_MAX)
            .expireAfterWrite(FRESH)
            .executor(Runnable::run)
            .build();

    public KeySummary(Pool pool) {
        this.pool = pool;
    }

    /** @param sequence that of the latest entry before the figures were counted */
    private record Kept(long sequence, JsonObject figures) {}

    /**
     * Returns the figures. It fails with 403 if the caller may see no keys, or names an organization that it may not.
     *
     * @param named the organization; empty: the caller's own
     */
    public Future<JsonObject> read(Principal caller, Optional<UUID> named) {
        KeyScope scope = AccessRules.visibleKeys(caller);
        UUID organizationId = AccessRules.organization(caller, named);
        Future<JsonObject> figures = scope instanceof KeyScope.Owner
                ? count(OF_OWNER, values(organizationId).addUUID(caller.userId()))
                : ofOrganization(organizationId);
        return figures.compose(counted -> ownKeys(organizationId, caller.userId())
                .map(own -> counted.copy().put("ownKeys", own).put("organizationId", organizationId.toString())));
    }

    private Future<JsonObject> ofOrganization(UUID organizationId) {
        return pool.preparedQuery(LATEST_ACTIVITY)
                .execute(Tuple.of(organizationId))
                .map(RowReader.first(row -> row.getLong("sequence")))
                .compose(latest -> {
                    long sequence = latest.orElse(0L);
                    Kept known = kept.getIfPresent(organizationId);
                    return known != null && known.sequence() == sequence
                            ? Future.succeededFuture(known.figures())
                            : count(OF_ORGANIZATION, values(organizationId))
                                    .onSuccess(figures -> kept.put(organizationId, new Kept(sequence, figures)));
                });
    }

    private Future<JsonObject> count(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(RowReader.first(KeySummary::show))
                .map(Optional::orElseThrow);
    }

    private Future<Long> ownKeys(UUID organizationId, @Nullable UUID userId) {
        return userId == null
                ? Future.succeededFuture(0L)
                : pool.preparedQuery(OWN)
                        .execute(Tuple.of(organizationId, userId))
                        .map(RowReader.first(row -> row.getLong(0)))
                        .map(Optional::orElseThrow);
    }

    static Tuple values(UUID organizationId) {
        return Tuple.of(organizationId, EXPIRING_DAYS, UNUSED_DAYS);
    }

    private static JsonObject show(Row row) {
        return new JsonObject()
                .put("active", row.getLong("active"))
                .put("expired", row.getLong("expired"))
                .put("revoked", row.getLong("revoked"))
                .put("expiring", row.getLong("expiring"))
                .put("unused", row.getLong("unused"))
                .put("leakReported", row.getLong("leak_reported"))
                .put("organizationKeys", row.getLong("organization_keys"))
                .put("userKeys", row.getLong("user_keys"));
    }
}
