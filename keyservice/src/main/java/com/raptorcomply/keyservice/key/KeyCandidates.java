package com.raptorcomply.keyservice.key;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys among which a search or the filter of unused keys finds its page. Their indexes are not in the order of the
 * list, so the planner would have to guess how many keys match. If few match, the list reads just those; if many do, it
 * reads its own order, where each page then fills soon.
 *
 * @param named the keys with the longest word of the search; empty if they are many
 * @param unused the active keys that were neither created nor used for so many days; empty if they are many
 */
record KeyCandidates(Optional<UUID[]> named, Optional<UUID[]> unused) {
    /**
     * The most keys that are few. Among 10,000 keys, to read so many costs about as much as to read the list's own order until
     * a page of them is found.
     */
    static final int FEW_MAX = 200;

    private static final String LIMIT = " LIMIT " + (FEW_MAX + 1);

    /** U+10FFFF is greater than every character of a name. */
    static final String NAMED = "SELECT w.key_id FROM key_word w WHERE w.organization_id = $1 AND w.word >= lower($2)"
            + " AND w.word < lower($2) || U&'\\+10FFFF'" + LIMIT;

    /**
     * OFFSET 0 has the keys looked up one by one until there are enough. A join would read all keys of the organization first,
     * because the planner expects few to match.
     */
    static final String UNUSED = """
            SELECT l.key_id FROM key_last_use l CROSS JOIN LATERAL (SELECT FROM api_key k \
            WHERE k.id = l.key_id AND k.created_at < now() - make_interval(days => $2) \
            AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) OFFSET 0) live \
            WHERE l.organization_id = $1 AND l.last_used_at < now() - make_interval(days => $2)""" + LIMIT;

    /** @param organizationId the organization of the list; null if it is of all, which has neither filter */
    static Future<KeyCandidates> find(SqlClient client, @Nullable UUID organizationId, KeyFilter filter) {
        return named(client, organizationId, filter).compose(named -> unused(client, organizationId, filter)
                .map(unused -> new KeyCandidates(named, unused)));
    }

    private static Future<Optional<UUID[]>> named(SqlClient client, @Nullable UUID organizationId, KeyFilter filter) {
        if (filter.search().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        SearchWords search = filter.search().get();
        return search.words().isEmpty()
                ? Future.succeededFuture(Optional.of(new UUID[0]))
                : few(client, NAMED, Tuple.of(organizationId, search.words().get(0)));
    }

    private static Future<Optional<UUID[]>> unused(SqlClient client, @Nullable UUID organizationId, KeyFilter filter) {
        return filter.unusedDays().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : few(
                        client,
                        UNUSED,
                        Tuple.of(organizationId, filter.unusedDays().get()));
    }

    private static Future<Optional<UUID[]>> few(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values).map(rows -> {
            if (rows.size() > FEW_MAX) {
                return Optional.empty();
            }
            UUID[] ids = new UUID[rows.size()];
            int next = 0;
            for (Row row : rows) {
                ids[next++] = row.getUUID(0);
            }
            return Optional.of(ids);
        });
    }
}
