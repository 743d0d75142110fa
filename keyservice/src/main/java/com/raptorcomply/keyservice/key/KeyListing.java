package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds the SQL statement of a list from fixed pieces, one for each filter in use. The number of texts stays small, so
 * the prepared statements stay cached. Each text can use an index: V150 and V173 have indexes for just these
 * conditions.
 */
final class KeyListing {
    private static final String ACTIVE = "k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())";
    private static final String EXPIRED = "k.revoked_at IS NULL AND k.expires_at <= now()";
    private static final String EXPIRING = "k.revoked_at IS NULL AND k.expires_at > now() AND k.expires_at < ?";
    private static final String REVOKED = "k.revoked_at IS NOT NULL";
    private static final String EXPIRING_WITHIN = EXPIRING.replace("?", "now() + make_interval(days => ?)");
    private static final String UNUSED =
            "EXISTS (SELECT FROM key_last_use x WHERE x.key_id = k.id AND x.last_used_at < ?)";
    private static final String OLDER = ACTIVE + " AND k.created_at < now() - make_interval(days => ?)";

    private final List<String> conditions = new ArrayList<>();
    private final Tuple values = Tuple.tuple();
    private String sql = "";

    private KeyListing() {}

    /** Reads the page, and one key more if there is another page. */
    static Future<List<ApiKey>> read(SqlClient client, KeyScope scope, KeyFilter filter) {
        return KeyCandidates.find(client, organization(scope, filter), filter).compose(candidates -> {
            KeyListing listing = of(scope, filter, candidates);
            return client.preparedQuery(listing.sql).execute(listing.values).map(RowReader.all(KeyRowMapper::key));
        });
    }

    /** @param candidates the keys that the filter's search and unusedDays match, if they are few */
    static KeyListing of(KeyScope scope, KeyFilter filter, KeyCandidates candidates) {
        KeyListing listing = new KeyListing();
        listing.scope(scope, filter.order());
        listing.filter(filter);
        listing.search(filter, candidates);
        String where = listing.conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", listing.conditions);
        listing.sql = KeyRepository.select() + filter.order().join() + where + " ORDER BY "
                + filter.order().orderBy() + " LIMIT " + listing.place(filter.limit() + 1);
        return listing;
    }

    String sql() {
        return sql;
    }

    Tuple values() {
        return values;
    }

    private void scope(KeyScope scope, KeyOrder order) {
        if (scope instanceof KeyScope.Organization of) {
            add(order.organization() + " = ?", of.organizationId());
        } else if (scope instanceof KeyScope.Owner of) {
            add(order.organization() + " = ?", of.organizationId());
            add("k.owner_user_id = ?", of.userId());
        }
    }

    private void filter(KeyFilter filter) {
        filter.organizationId().ifPresent(id -> add(filter.order().organization() + " = ?", id));
        // Inserts the kind as a literal, not as a parameter, because user keys have a partial index.
        filter.kind()
                .ifPresent(kind -> conditions.add(kind.equals("user") ? "k.kind = 'user'" : "k.kind = 'organization'"));
        filter.owner().ifPresent(id -> add("k.owner_user_id = ?", id));
        filter.name().ifPresent(name -> add("lower(k.name) COLLATE \"C\" = lower(?) COLLATE \"C\"", name));
        filter.createdBy().ifPresent(id -> add("k.created_by_id = ?", id));
        filter.leakReported()
                .ifPresent(reported -> conditions.add("k.leak_reported_at IS " + (reported ? "NOT NULL" : "NULL")));
        filter.secretId().ifPresent(id -> add("k.id = (SELECT key_id FROM key_secret WHERE id = ?)", id));
        filter.status().ifPresent(status -> conditions.add(condition(status)));
        filter.unusedSince().ifPresent(since -> add(unused(filter.order()), Timestamps.bound(since)));
        filter.expiringBefore().ifPresent(before -> add(EXPIRING, Timestamps.bound(before)));
        filter.expiringDays().ifPresent(days -> add(EXPIRING_WITHIN, days));
        filter.after().ifPresent(cursor -> {
            KeyOrder order = filter.order();
            conditions.add(
                    order.carriesTime()
                            ? order.behind(place(Timestamps.bound(cursor.createdAt())), place(cursor.id()))
                            : order.behind(place(cursor.id())));
        });
    }

    private void search(KeyFilter filter, KeyCandidates candidates) {
        String among = filter.order().id() + " = ANY (?)";
        filter.search().ifPresent(search -> {
            search.words().stream()
                    .skip(candidates.named().isPresent() ? 1 : 0)
                    .forEach(word -> add(SearchWords.MATCHES, word));
            candidates.named().ifPresent(ids -> add(among, ids));
        });
        filter.unusedDays().ifPresent(days -> candidates.unused().ifPresentOrElse(ids -> add(among, ids), () -> {
            add(OLDER, days);
            add(unused(filter.order()).replace("?", "now() - make_interval(days => ?)"), days);
        }));
    }

    /** An order by last use reads the times anyway, so that its index also ends where the filter does. */
    private static String unused(KeyOrder order) {
        return order.join().isEmpty() ? UNUSED : "l.last_used_at < ?";
    }

    private static @Nullable UUID organization(KeyScope scope, KeyFilter filter) {
        if (scope instanceof KeyScope.Organization of) {
            return of.organizationId();
        }
        return scope instanceof KeyScope.Owner of
                ? of.organizationId()
                : filter.organizationId().orElse(null);
    }

    private static String condition(String status) {
        return switch (status) {
            case "active" -> ACTIVE;
            case "expired" -> EXPIRED;
            default -> REVOKED;
        };
    }

    private void add(String condition, Object value) {
        conditions.add(condition.replace("?", place(value)));
    }

    private String place(@Nullable Object value) {
        values.addValue(value);
        return "$" + values.size();
    }
}
