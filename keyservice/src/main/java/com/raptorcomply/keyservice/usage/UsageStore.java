package com.raptorcomply.keyservice.usage;

import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import com.raptorcomply.keyservice.sql.TimeZones;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores the gateways' usage reports, with a fixed number of statements for a report of any size. Last-used times only move
 * forward, and a secret's row is written at most once a minute, whatever the number of gateways. Requests are counted by the days
 * of the organization. A report that a
 * gateway resends after a lost response counts once, for {@value #REPORTER_DAYS_MAX} days after the gateway's last
 * report.
 */
public final class UsageStore {
    /** The number of days for which request counts are kept. */
    public static final int DAYS_MAX = 90;

    private static final int REPORTER_DAYS_MAX = 7;

    /**
     * Locks the reporter's row, so that the same report, sent to two replicas at once, is merged by one after the
     * other.
     */
    private static final String ADVANCE = """
            INSERT INTO usage_reporter AS r (id, last_sequence) VALUES ($1, $2) \
            ON CONFLICT (id) DO UPDATE SET last_sequence = EXCLUDED.last_sequence, reported_at = now() \
            WHERE r.last_sequence < EXCLUDED.last_sequence""";

    private static final String MERGE_USE = """
            INSERT INTO secret_usage (secret_id, key_id, first_used_at, last_used_at, last_used_from, last_user_agent) \
            SELECT s.id, s.key_id, least(u.at, now()), least(u.at, now()), u.origin, u.agent \
            FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[]) AS u (secret_id, at, origin, agent) \
            JOIN key_secret s ON s.id = u.secret_id ORDER BY s.id \
            ON CONFLICT (secret_id) DO UPDATE SET last_used_at = EXCLUDED.last_used_at, \
            last_used_from = EXCLUDED.last_used_from, last_user_agent = EXCLUDED.last_user_agent \
            WHERE date_trunc('minute', EXCLUDED.last_used_at) > date_trunc('minute', secret_usage.last_used_at)""";

    /** Java knows the zones, because PostgreSQL may lack one that an organization has, and would refuse the whole report. */
    private static final String CLOCKS = """
            SELECT s.id, o.time_zone, now() AS now FROM key_secret s JOIN api_key k ON k.id = s.key_id \
            JOIN organization o ON o.id = k.organization_id WHERE s.id = ANY ($1)""";

    private static final String MERGE_REQUESTS = """
            INSERT INTO key_usage_day (key_id, day, status_class, requests) \
            SELECT s.key_id, u.day, u.class, sum(u.requests) \
            FROM unnest($1::text[], $2::date[], $3::smallint[], $4::bigint[]) AS u (secret_id, day, class, requests) \
            JOIN key_secret s ON s.id = u.secret_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 \
            ON CONFLICT (key_id, day, status_class) \
            DO UPDATE SET requests = key_usage_day.requests + EXCLUDED.requests""";

    /**
     * Keeps a sample of the sources of each key in 32 rows, chosen by a hash of the source. A row is written
     * once an hour at most, so that neither busy keys nor ever new agents cost more.
     */
    private static final String MERGE_SOURCES = """
            INSERT INTO key_source (key_id, slot, address, user_agent, last_used_at) \
            SELECT DISTINCT ON (s.key_id, h.slot) s.key_id, h.slot, u.origin, u.agent, least(u.at, now()) \
            FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[]) AS u (secret_id, at, origin, agent) \
            JOIN key_secret s ON s.id = u.secret_id, \
            LATERAL (SELECT (hashtextextended(concat_ws(' ', u.origin, u.agent), 0) & 31)::smallint AS slot) h \
            WHERE u.origin IS NOT NULL OR u.agent IS NOT NULL ORDER BY s.key_id, h.slot, u.at DESC \
            ON CONFLICT (key_id, slot) DO UPDATE SET address = EXCLUDED.address, user_agent = EXCLUDED.user_agent, \
            last_used_at = EXCLUDED.last_used_at \
            WHERE EXCLUDED.last_used_at >= key_source.last_used_at + interval '1 hour'""";

    private static final String PRUNE_SOURCES =
            "DELETE FROM key_source WHERE last_used_at < now() - make_interval(days => " + DAYS_MAX + ")";
    private static final String PRUNE_DAYS = "DELETE FROM key_usage_day WHERE day < current_date - " + DAYS_MAX;

    private static final String PRUNE_REPORTERS =
            "DELETE FROM usage_reporter WHERE reported_at < now() - make_interval(days => " + REPORTER_DAYS_MAX + ")";

    private final Pool pool;

    public UsageStore(Pool pool) {
        this.pool = pool;
    }

    /** Merges one report, unless it was merged before; it skips uses of unknown secrets. */
    public Future<Void> merge(UsageReport report) {
        return pool.withTransaction(connection -> isNew(connection, report)
                .compose(isNew -> isNew
                        ? mergeUse(connection, report.uses())
                                .compose(merged -> mergeRequests(connection, report.uses()))
                        : Future.succeededFuture()));
    }

    /** Deletes days that are too old. */
    public Future<Void> pruneDays() {
        return pool.query(PRUNE_DAYS).execute().mapEmpty();
    }

    /** Deletes sources that have not been used for as long. */
    public Future<Void> pruneSources() {
        return pool.query(PRUNE_SOURCES).execute().mapEmpty();
    }

    /** Deletes gateways that are gone. */
    public Future<Void> pruneReporters() {
        return pool.query(PRUNE_REPORTERS).execute().mapEmpty();
    }

    private static Future<Boolean> isNew(SqlClient client, UsageReport report) {
        return client.preparedQuery(ADVANCE)
                .execute(Tuple.of(report.reporter(), report.sequence()))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Future<Void> mergeUse(SqlClient client, List<SecretUse> uses) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(secretIds(uses))
                .addArrayOfOffsetDateTime(uses.stream().map(UsageStore::at).toArray(OffsetDateTime[]::new))
                .addArrayOfString(uses.stream()
                        .map(use -> cut(use.from(), SecretUse.FROM_CHARS_MAX))
                        .toArray(String[]::new))
                .addArrayOfString(uses.stream()
                        .map(use -> cut(use.userAgent(), SecretUse.USER_AGENT_CHARS_MAX))
                        .toArray(String[]::new));
        return client.preparedQuery(MERGE_USE)
                .execute(values)
                .compose(merged -> client.preparedQuery(MERGE_SOURCES).execute(values))
                .mapEmpty();
    }

    private static Future<Void> mergeRequests(SqlClient client, List<SecretUse> uses) {
        return client.preparedQuery(CLOCKS)
                .execute(Tuple.tuple().addArrayOfString(secretIds(uses)))
                .compose(rows -> {
                    Map<String, ZonedDateTime> clocks = new HashMap<>();
                    rows.forEach(row -> clocks.put(
                            row.getString("id"), row.getOffsetDateTime("now").atZoneSameInstant(TimeZones.of(row))));
                    return client.preparedQuery(MERGE_REQUESTS).execute(requests(uses, clocks));
                })
                .mapEmpty();
    }

    /** @param clocks by the id of the secret: the time now where its organization is */
    private static Tuple requests(List<SecretUse> uses, Map<String, ZonedDateTime> clocks) {
        List<String> secretIds = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        List<Short> classes = new ArrayList<>();
        List<Long> requests = new ArrayList<>();
        for (SecretUse use : uses) {
            ZonedDateTime now = clocks.get(use.secretId());
            if (now == null) {
                continue;
            }
            ZonedDateTime at = at(use).atZoneSameInstant(now.getZone());
            LocalDate day = (at.isBefore(now) ? at : now).toLocalDate();
            use.requests().forEach((statusClass, count) -> {
                secretIds.add(use.secretId());
                days.add(day);
                classes.add(statusClass.shortValue());
                requests.add(count);
            });
        }
        return Tuple.tuple()
                .addArrayOfString(secretIds.toArray(String[]::new))
                .addArrayOfLocalDate(days.toArray(LocalDate[]::new))
                .addArrayOfShort(classes.toArray(Short[]::new))
                .addArrayOfLong(requests.toArray(Long[]::new));
    }

    private static String[] secretIds(List<SecretUse> uses) {
        return uses.stream().map(SecretUse::secretId).toArray(String[]::new);
    }

    private static OffsetDateTime at(SecretUse use) {
        return Instant.ofEpochMilli(use.lastUsedAtMillis()).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String cut(@Nullable String text, int charactersMax) {
        return text == null || text.length() <= charactersMax ? text : text.substring(0, charactersMax);
    }
}
