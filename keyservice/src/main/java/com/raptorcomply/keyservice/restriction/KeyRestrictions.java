package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.access.Actor;
import com.raptorcomply.keyservice.input.Fields;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The restrictions of a key as members of the key: chosen when it is made, replaced as a whole by a change. */
public final class KeyRestrictions {
    private static final String MEMBER = "restrictions";

    private KeyRestrictions() {}

    /** The member {@code restrictions} of a key's body, if it is there; null is none. */
    public static Optional<List<Limits>> read(Fields fields) {
        if (!fields.has(MEMBER)) {
            return Optional.empty();
        }
        List<Limits> all = new ArrayList<>();
        for (Fields each : fields.optionalObjects(MEMBER, Holder.RESTRICTIONS_MAX)) {
            all.add(Limits.read(each));
        }
        if (all.stream().mapToInt(Limits::places).sum() > Holder.PLACES_MAX) {
            fields.reject(MEMBER, "may name at most " + Holder.PLACES_MAX + " places together");
        }
        return Optional.of(all);
    }

    public static Future<Void> insert(SqlClient client, UUID organizationId, UUID keyId, List<Limits> all, Actor by) {
        Future<Void> done = Future.succeededFuture();
        for (Limits limits : all) {
            done = done.compose(before -> RestrictionStore.insert(client, organizationId, keyId, null, limits, by)
                    .mapEmpty());
        }
        return done;
    }

    /** Whoever changes the key logs the change. */
    public static Future<Void> replace(SqlClient client, UUID organizationId, UUID keyId, List<Limits> all, Actor by) {
        return RestrictionStore.deleteOfKey(client, keyId)
                .compose(deleted -> insert(client, organizationId, keyId, all, by));
    }

    /** As they are shown. */
    public static Future<JsonArray> of(SqlClient client, UUID organizationId, UUID keyId) {
        return RestrictionStore.list(client, organizationId, keyId, null).map(found -> {
            JsonArray shown = new JsonArray();
            found.forEach(each -> shown.add(each.toJson()));
            return shown;
        });
    }
}
