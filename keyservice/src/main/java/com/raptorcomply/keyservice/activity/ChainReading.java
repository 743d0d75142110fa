package com.raptorcomply.keyservice.activity;

import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the state of one organization's chain of activity, for callers that may read the activity. */
public final class ChainReading {
    private static final String LENGTH =
            "SELECT coalesce((SELECT sequence FROM activity_head WHERE organization_id = $1), 0) AS entries";

    /** Checks as {@code broken_activity()} does, for one organization alone. */
    private static final String BROKEN = """
            WITH links AS (
                SELECT a.sequence, a.hash, a.previous_hash, activity_hash(a) AS expected,
                       lag(a.hash, 1, ''::bytea) OVER w AS before, row_number() OVER w AS place
                FROM activity a WHERE a.organization_id = $1 WINDOW w AS (ORDER BY a.sequence)),
            head AS (SELECT sequence, hash FROM activity_head WHERE organization_id = $1)
            SELECT min(sequence) AS broken FROM (
                SELECT sequence FROM links WHERE hash <> expected OR previous_hash <> before OR sequence <> place
                UNION ALL
                SELECT h.sequence FROM head h LEFT JOIN links l ON l.sequence = h.sequence
                WHERE l.hash IS DISTINCT FROM h.hash OR h.sequence <> (SELECT count(*) FROM links)
                UNION ALL
                SELECT sequence FROM links WHERE NOT EXISTS (SELECT FROM head)) AS faults""";

    private final Pool pool;

    public ChainReading(Pool pool) {
        this.pool = pool;
    }

    /**
     * The state of a chain.
     *
     * @param entries the number of entries, as the head of the chain states it
     * @param checked true if every link was computed again
     * @param broken the first entry that was changed, removed or added past the log; null if none was found
     */
    public record Chain(
            long entries, boolean checked, @Nullable Long broken) {}

    /**
     * Returns the length of the chain, and its first broken link if {@code check} asks to compute every link again, which
     * takes time for each entry. It fails with 403 if the caller may not read the organization's activity.
     */
    public Future<Chain> read(Principal caller, Optional<UUID> named, boolean check) {
        UUID organizationId = AccessRules.organization(caller, named);
        AccessRules.require(caller, Permissions.ACTIVITY_READ, organizationId);
        Tuple organization = Tuple.of(organizationId);
        return pool.preparedQuery(LENGTH)
                .execute(organization)
                .map(rows -> rows.iterator().next().getLong("entries"))
                .compose(entries -> check
                        ? firstBroken(pool, organizationId).map(broken -> new Chain(entries, true, broken.orElse(null)))
                        : Future.succeededFuture(new Chain(entries, false, null)));
    }

    /** Computes every link of a chain again, and returns the first entry that does not hold. */
    static Future<Optional<Long>> firstBroken(Pool pool, UUID organizationId) {
        return pool.preparedQuery(BROKEN)
                .execute(Tuple.of(organizationId))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("broken")));
    }
}
