package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.dataservice.RecordLookup;
import com.raptorcomply.keyservice.dataservice.Reference;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the places of an organization by name, for callers that may restrict keys to them. */
public final class PlaceSearch {
    private static final int EACH_KIND_MAX = 8;

    private final @Nullable RecordLookup lookup;

    /** @param lookup null for a key service without a data service: nothing is found */
    public PlaceSearch(@Nullable RecordLookup lookup) {
        this.lookup = lookup;
    }

    /** @param member the list of a restriction that the place belongs to, such as {@code facilities} */
    public record Place(String member, String id, String name) {}

    public boolean isAvailable() {
        return lookup != null;
    }

    /** Returns some places that have these words in their names. It fails with 403 if the caller may not restrict keys. */
    public Future<List<Place>> find(Principal caller, UUID organizationId, String words) {
        AccessRules.requireMayRestrictOthers(caller, organizationId);
        if (lookup == null || words.isBlank()) {
            return Future.succeededFuture(List.of());
        }
        List<Place> places = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (Reference.Kind kind : Reference.Kind.values()) {
            done = done.compose(before -> lookup.search(organizationId, kind, words, EACH_KIND_MAX))
                    .map(found -> {
                        add(places, kind, found);
                        return null;
                    });
        }
        return done.map(places);
    }

    private static void add(List<Place> places, Reference.Kind kind, JsonArray found) {
        String member =
                switch (kind) {
                    case FACILITY -> RestrictionScope.FACILITIES;
                    case CONTROL_CENTER -> RestrictionScope.CONTROL_CENTERS;
                    case CYBER_SYSTEM -> RestrictionScope.CYBER_SYSTEMS;
                };
        found.stream()
                .map(JsonObject.class::cast)
                .forEach(each -> places.add(new Place(member, each.getString("id"), each.getString(kind.nameField()))));
    }
}
