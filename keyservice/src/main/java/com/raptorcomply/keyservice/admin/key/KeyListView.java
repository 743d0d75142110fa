package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.Figure;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.key.ApiKey;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeySecret;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys page.
 *
 * @param figures empty where they are not asked for
 * @param filters the state of the form with the filters
 * @param hidden filters that the form carries on without an input
 * @param organizations those that a platform admin may choose, by id; empty for others
 * @param query of the list, for the pages that revoke keys
 * @param clear the address without filters
 * @param done what the form before has done; null: nothing
 */
public record KeyListView(
        List<Tab> tabs,
        List<Figure> figures,
        FormState filters,
        List<String> hidden,
        Map<String, String> organizations,
        boolean mine,
        boolean filtered,
        KeyListQuery query,
        String clear,
        List<Row> rows,
        Pager pager,
        @Nullable String done)
        implements View {
    public KeyListView {
        tabs = List.copyOf(tabs);
        figures = List.copyOf(figures);
        hidden = List.copyOf(hidden);
        organizations = new LinkedHashMap<>(organizations);
        rows = List.copyOf(rows);
    }

    static final Map<String, String> STATUSES =
            ordered("", "Any", "active", "Active", "expired", "Ended", "revoked", "Revoked");

    static final Map<String, String> ORDERS = ordered(
            "", "Newest first",
            "createdAt", "Oldest first",
            "name", "Name",
            "-lastUsedAt", "Last used, latest first",
            "lastUsedAt", "Last used, longest ago first",
            "expiresAt", "Ends first");

    public Map<String, String> statuses() {
        return STATUSES;
    }

    public Map<String, String> orders() {
        return ORDERS;
    }

    /** Returns the parameters of the list, for a form that keeps them. */
    public Map<String, List<String>> parameters() {
        return FilledQuery.values(query.links());
    }

    /** Returns the address of the form of a new key. */
    public String creation() {
        return query.address(KeyCreationPages.PATH);
    }

    /** Returns true if a row can be chosen for a revocation. */
    public boolean hasRevocable() {
        return rows.stream().anyMatch(Row::revocable);
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "key/list.jte";
    }

    private static Map<String, String> ordered(String... valuesAndWords) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < valuesAndWords.length; i += 2) {
            options.put(valuesAndWords[i], valuesAndWords[i + 1]);
        }
        return options;
    }

    /**
     * @param masked the beginning of the newest live secret; null without one
     * @param lastUsed null: never
     * @param from the address of the last use, if it is known
     * @param ends null: never
     * @param revocable true if the caller may revoke the key; the use case decides again
     */
    public record Row(
            KeyLinks links,
            String name,
            @Nullable String masked,
            List<Badge> permissions,
            @Nullable TimeInWords lastUsed,
            @Nullable String from,
            String createdBy,
            TimeInWords created,
            @Nullable TimeInWords ends,
            Badge status,
            boolean revocable) {

        static Row of(
                KeyReading.Listed listed, KeyListQuery query, boolean isPending, boolean mayRevoke, ZonedDateTime now) {
            ApiKey key = listed.key();
            Instant used = key.history().lastUsedAt();
            Instant ends = key.terms().expiresAt();
            Optional<KeySecret> latest = listed.live().stream()
                    .flatMap(secret -> secret.use().lastAt() == null ? Stream.empty() : Stream.of(secret))
                    .max(Comparator.comparing(
                            secret -> Optional.ofNullable(secret.use().lastAt()).orElse(Instant.EPOCH)));
            return new Row(
                    new KeyLinks(key.id(), query),
                    key.terms().name(),
                    listed.live().isEmpty() ? null : listed.live().get(0).masked(),
                    KeyBadges.permissions(key),
                    used == null ? null : TimeInWords.of(used, now),
                    latest.map(secret -> secret.use().from()).orElse(null),
                    key.history().createdBy().name(),
                    TimeInWords.of(key.history().createdAt(), now),
                    ends == null ? null : TimeInWords.of(ends, now),
                    isPending
                            ? KeyBadges.REVOCATION_PENDING
                            : KeyBadges.status(key, listed.live().size(), now),
                    mayRevoke && key.status(now.toInstant()) != ApiKey.Status.REVOKED);
        }
    }
}
