package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.http.JsonFields;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the restrictions of a key as members of the key. A new key sets them; a change replaces all of them.
 */
public final class KeyRestrictions {
    public static final String MEMBER = "restrictions";

    private KeyRestrictions() {}

    /** Reads the member {@code restrictions} of a new key's body. */
    public static List<RestrictionScope> read(JsonFields fields) {
        return read(fields, RestrictionScope::read);
    }

    /**
     * Reads the member {@code restrictions} of a change; empty if it is absent. Null means none. An empty list is
     * refused for a restricted key, because it would lift the restrictions while its author may mean that nothing is
     * left.
     *
     * @param restricted true if the key has restrictions now
     */
    public static Optional<List<RestrictionScope>> patch(JsonFields fields, boolean restricted) {
        if (!fields.has(MEMBER)) {
            return Optional.empty();
        }
        List<RestrictionScope> all = read(fields, restricted ? RestrictionScope::replace : RestrictionScope::read);
        if (restricted && all.isEmpty() && !fields.isNull(MEMBER)) {
            fields.reject(MEMBER, "must not be empty: send null to lift the restrictions");
        }
        return Optional.of(all);
    }

    private static List<RestrictionScope> read(JsonFields fields, Function<JsonFields, RestrictionScope> reader) {
        List<RestrictionScope> all = fields.optionalObjects(MEMBER, RestrictionTarget.RESTRICTIONS_MAX).stream()
                .map(reader)
                .toList();
        if (all.stream().mapToInt(RestrictionScope::places).sum() > RestrictionTarget.PLACES_MAX) {
            fields.reject(MEMBER, "may name at most " + RestrictionTarget.PLACES_MAX + " places together");
        }
        return all;
    }

    public static Future<Void> insert(
            SqlClient client, UUID organizationId, UUID keyId, List<RestrictionScope> all, Actor by) {
        Future<Void> done = Future.succeededFuture();
        for (RestrictionScope limits : all) {
            done = done.compose(before -> RestrictionStore.insert(client, organizationId, keyId, null, limits, by)
                    .mapEmpty());
        }
        return done;
    }

    /** Replaces all restrictions. The caller logs the change. */
    public static Future<Void> replace(
            SqlClient client, UUID organizationId, UUID keyId, List<RestrictionScope> all, Actor by) {
        return RestrictionStore.deleteOfKey(client, keyId)
                .compose(deleted -> insert(client, organizationId, keyId, all, by));
    }

    /** Returns the restrictions that apply to a key: its own, and those of the user if {@code userId} is not null. */
    public static Future<JsonArray> applying(SqlClient client, UUID organizationId, UUID keyId, @Nullable UUID userId) {
        Future<List<Restriction>> ofPerson = userId == null
                ? Future.succeededFuture(List.of())
                : RestrictionStore.list(client, organizationId, null, userId);
        return RestrictionStore.list(client, organizationId, keyId, null)
                .compose(ofKey -> ofPerson.map(others -> {
                    JsonArray limits = new JsonArray();
                    Stream.concat(ofKey.stream(), others.stream())
                            .forEach(each -> limits.add(each.limits().toJson()));
                    return limits;
                }));
    }

    /** Returns the scopes of a key's restrictions, oldest first. */
    public static Future<List<RestrictionScope>> limits(SqlClient client, UUID organizationId, UUID keyId) {
        return RestrictionStore.list(client, organizationId, keyId, null)
                .map(found -> found.stream().map(Restriction::limits).toList());
    }

    /** Returns a key's restrictions as the API shows them. */
    public static Future<JsonArray> of(SqlClient client, UUID organizationId, UUID keyId) {
        return RestrictionStore.list(client, organizationId, keyId, null).map(found -> {
            JsonArray shown = new JsonArray();
            found.forEach(each -> shown.add(each.toJson()));
            return shown;
        });
    }
}
