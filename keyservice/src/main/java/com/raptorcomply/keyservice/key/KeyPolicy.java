package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an organization sets for all of its keys.
 *
 * @param lifetimeDaysMax the longest life of a key, from its creation; null: no limit
 * @param unusedDaysMax the days without use after which a key is revoked; null: never
 */
public record KeyPolicy(
        @Nullable Integer lifetimeDaysMax, @Nullable Integer unusedDaysMax) {
    /** The days between the notice of a revocation and the revocation. */
    static final int NOTICE_DAYS = 7;

    /** The name of the policy as a member of an organization. */
    public static final String MEMBER = "keyPolicy";

    public static final KeyPolicy NONE = new KeyPolicy(null, null);

    /** The columns that {@link #of(Row)} reads. */
    public static final String COLUMNS = "key_lifetime_days_max, key_unused_days_max";

    private static final int DAYS_MAX = 3_650;

    /** The clock of a client may be ahead by this much. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private static final String LIFETIME = "maxLifetimeDays";
    private static final String UNUSED = "revokeUnusedAfterDays";
    private static final String FIND = "SELECT " + COLUMNS + " FROM organization WHERE id = $1";

    public static KeyPolicy of(Row row) {
        return new KeyPolicy(row.getInteger("key_lifetime_days_max"), row.getInteger("key_unused_days_max"));
    }

    /** Returns the policy that an organization's JSON has. */
    public static KeyPolicy of(JsonObject organization) {
        JsonObject policy = organization.getJsonObject(MEMBER);
        return new KeyPolicy(policy.getInteger(LIFETIME), policy.getInteger(UNUSED));
    }

    static Future<KeyPolicy> find(SqlClient client, UUID organizationId) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(organizationId))
                .map(RowReader.first(KeyPolicy::of))
                .map(found -> found.orElse(NONE));
    }

    /** Applies the merge patch (RFC 7396) that an organization's patch has in {@value #MEMBER}. Null lifts all rules. */
    public static KeyPolicy patch(JsonFields fields, KeyPolicy before) {
        if (!fields.has(MEMBER)) {
            return before;
        }
        return fields.mergedObject(MEMBER, before.toJson())
                .map(policy -> new KeyPolicy(days(policy, LIFETIME, 1), days(policy, UNUSED, 2 * NOTICE_DAYS)))
                .orElse(NONE);
    }

    private static @Nullable Integer days(JsonFields policy, String name, int min) {
        return policy.optionalInteger(name, min, DAYS_MAX).map(Long::intValue).orElse(null);
    }

    public JsonObject toJson() {
        return new JsonObject().put(LIFETIME, lifetimeDaysMax).put(UNUSED, unusedDaysMax);
    }

    /** Throws 422 on {@code expiresAt} if a new key would live too long. */
    void requireForNew(@Nullable Instant expiresAt, Instant now) {
        requireWithin(expiresAt, now);
    }

    /** Throws 422 on {@code expiresAt} if a change gives the key a later end than it may have. An earlier end is fine. */
    void requireForChange(ApiKey key, KeyAttributes terms) {
        if (!terms.endsWithin(key.terms())) {
            requireWithin(terms.expiresAt(), key.history().createdAt());
        }
    }

    private void requireWithin(@Nullable Instant expiresAt, Instant createdAt) {
        if (lifetimeDaysMax == null) {
            return;
        }
        Instant latest = createdAt.plus(Duration.ofDays(lifetimeDaysMax));
        if (expiresAt == null || expiresAt.isAfter(latest.plus(LEEWAY))) {
            ErrorCode code = expiresAt == null ? ErrorCode.REQUIRED : ErrorCode.INVALID_VALUE;
            String demand = "must be at most " + lifetimeDaysMax
                    + " days after the key's creation, as the organization's policy demands";
            throw Problem.invalid(List.of(Violation.of("expiresAt", code, demand)))
                    .exception();
        }
    }

    /** Returns the time after which an unused key may be revoked. */
    Optional<Instant> revokedAfter(Instant idleSince, Instant noticedAt) {
        return Optional.ofNullable(unusedDaysMax).map(days -> {
            Instant unused = idleSince.plus(Duration.ofDays(days));
            Instant noticed = noticedAt.plus(Duration.ofDays(NOTICE_DAYS));
            return unused.isAfter(noticed) ? unused : noticed;
        });
    }
}
