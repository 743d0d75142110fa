package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filters, order and page of a list of keys.
 *
 * @param search the words that the name must have, each by its beginning
 * @param name matched case-insensitively
 * @param createdBy the id of a user or a key
 * @param leakReported true: only keys that a leak report revoked
 * @param secretId a secret that the key has or had
 * @param unusedSince only keys without a request since this time
 * @param unusedDays only active keys that were neither created nor used for this number of days
 * @param expiringBefore only keys that expire before this time and have not expired yet
 * @param expiringDays only keys that expire within this number of days and have not expired yet
 * @param after the last key of the page before
 * @param limit the largest number of keys
 */
public record KeyFilter(
        Optional<UUID> organizationId,
        Optional<String> kind,
        Optional<String> status,
        Optional<UUID> owner,
        Optional<SearchWords> search,
        Optional<String> name,
        Optional<UUID> createdBy,
        Optional<Boolean> leakReported,
        Optional<String> secretId,
        Optional<Instant> unusedSince,
        Optional<Integer> unusedDays,
        Optional<Instant> expiringBefore,
        Optional<Integer> expiringDays,
        KeyOrder order,
        Optional<PageCursor> after,
        int limit) {
    private static final Pattern SECRET_ID = Pattern.compile("(?:rc_live_.)?([0-9A-Za-z]{11})(?:….{0,4})?");
    private static final int NAME_LENGTH_MAX = 2 * KeyRequestParser.NAME_CHARACTERS_MAX;
    private static final int DAYS_MAX = 3_650;

    /** Reads the filter from the query parameters. */
    public static KeyFilter read(QueryParams parameters) {
        return new KeyFilter(
                parameters.uuid("organizationId"),
                parameters.oneOf("kind", List.of("organization", "user")),
                parameters.oneOf("status", List.of("active", "expired", "revoked")),
                parameters.uuid("owner"),
                parameters.text("q", NAME_LENGTH_MAX).map(SearchWords::of),
                parameters.text("name", NAME_LENGTH_MAX),
                parameters.uuid("createdBy"),
                parameters.oneOf("leakReported", List.of("true", "false")).map(Boolean::valueOf),
                parameters.text("secretId").map(KeyFilter::secretId),
                parameters.time("unusedSince"),
                parameters.integer("unusedDays", 1, DAYS_MAX),
                parameters.time("expiringBefore"),
                parameters.integer("expiringDays", 1, DAYS_MAX),
                parameters.oneOf("sort", KeyOrder.labels()).map(KeyOrder::of).orElse(KeyOrder.NEWEST),
                parameters.cursor(),
                parameters.limit());
    }

    /**
     * Returns the parameter that has an index within one organization only; empty if the list of all organizations' keys
     * can be read, too.
     */
    Optional<String> withinOrganization() {
        if (!order.equals(KeyOrder.NEWEST)) {
            return Optional.of("sort");
        }
        return search.isPresent() ? Optional.of("q") : unusedDays.map(days -> "unusedDays");
    }

    /**
     * Reads the secret's id, also from the masked form of a key. It refuses a whole key, because URLs end up in logs.
     */
    private static String secretId(String text) {
        Matcher matcher = SECRET_ID.matcher(text);
        if (!matcher.matches()) {
            throw QueryParams.refused(
                    "secretId",
                    "must be the id of a secret or its masked form, rc_live_1AbCdEfGhIjK…wxyz; never a key");
        }
        return matcher.group(1);
    }
}
