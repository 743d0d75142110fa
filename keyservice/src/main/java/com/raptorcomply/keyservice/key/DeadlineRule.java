package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.notice.NoticeType;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The notices that depend on time alone. Each is due at a moment that a key passes. A statement finds the keys that have
 * passed it between two times, $1 and $2, and its index begins there: the cost is that of the keys found.
 */
enum DeadlineRule {
    EXPIRING_30("expiring-30", NoticeType.KEY_EXPIRING, 30),
    EXPIRING_7("expiring-7", NoticeType.KEY_EXPIRING, 7),
    EXPIRING_1("expiring-1", NoticeType.KEY_EXPIRING, 1),
    EXPIRED("expired", NoticeType.KEY_EXPIRED, 0),
    NEVER_USED("never-used", NoticeType.KEY_UNUSED, -KeySummary.UNUSED_DAYS),
    UNUSED("unused", NoticeType.KEY_UNUSED, -KeySummary.UNUSED_DAYS);

    /** The number of keys after which a statement stops; those of the same moment as the last one come with it. */
    static final int KEYS_MAX = 500;

    private static final String OF_ACTIVE_ORGANIZATION =
            "EXISTS (SELECT FROM organization o WHERE o.id = k.organization_id AND o.status = 'active')";
    /** The condition of the index of ends, which always holds. */
    private static final String BY_END = " AND k.version > 0";

    private static final String LIVE = "k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())";

    private final String label;
    private final NoticeType type;
    private final int days;

    /** @param days before the key's end; negative: after its creation or last use */
    DeadlineRule(String label, NoticeType type, int days) {
        this.label = label;
        this.type = type;
        this.days = days;
    }

    /** Returns the name of the rule in the table of times. */
    String label() {
        return label;
    }

    NoticeType type() {
        return type;
    }

    String sql() {
        String column =
                switch (this) {
                    case NEVER_USED -> "k.created_at";
                    case UNUSED -> "g.last_used_at";
                    default -> "k.expires_at";
                };
        return KeyRepository.select() + join() + "WHERE " + OF_ACTIVE_ORGANIZATION + " AND " + condition() + " AND "
                + column + " > $1::timestamptz + make_interval(days => " + days + ") AND " + column
                + " <= $2::timestamptz + make_interval(days => " + days + ") ORDER BY " + column + " FETCH FIRST "
                + KEYS_MAX + " ROWS WITH TIES";
    }

    private String join() {
        return this == UNUSED ? "JOIN secret_usage g ON g.key_id = k.id " : "";
    }

    private String condition() {
        return switch (this) {
            case EXPIRED -> "k.revoked_at IS NULL" + BY_END;
            case NEVER_USED ->
                LIVE + " AND EXISTS (SELECT FROM key_last_use l WHERE l.key_id = k.id AND l.last_used_at = 'epoch')";
            case UNUSED ->
                LIVE
                        + " AND EXISTS (SELECT FROM key_last_use l WHERE l.key_id = k.id AND l.last_used_at = g.last_used_at)";
            default -> LIVE + BY_END;
        };
    }

    /** Returns the moment at which the key has passed this rule. */
    Instant passed(ApiKey key) {
        Instant from =
                switch (this) {
                    case NEVER_USED -> key.history().createdAt();
                    case UNUSED -> Objects.requireNonNull(key.history().lastUsedAt());
                    default -> Objects.requireNonNull(key.terms().expiresAt());
                };
        return from.minus(Duration.ofDays(days));
    }

    /** Returns the members of the notice that name the rule. */
    JsonObject data() {
        return switch (type) {
            case KEY_EXPIRING -> new JsonObject().put("daysLeft", days);
            case KEY_UNUSED -> new JsonObject().put("unusedDays", -days);
            default -> new JsonObject();
        };
    }
}
