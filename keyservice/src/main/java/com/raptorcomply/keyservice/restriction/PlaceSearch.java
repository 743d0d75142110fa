package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.dataservice.RecordLookup;
import com.raptorcomply.keyservice.dataservice.Reference;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds the places of an organization by name, and the names of places. */
public final class PlaceSearch {
    private static final int EACH_KIND_MAX = 8;

    /** The largest number of places whose names are looked up for one page. */
    private static final int NAMES_MAX = 250;

    /** The longest time that a page waits for names. */
    private static final int NAMES_MILLIS_MAX = 1_000;

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

    /**
     * Returns the names of places that the caller has been shown by their ids. It never fails: without an answer of the data
     * service in time there are no names.
     */
    public Future<PlaceNames> names(UUID organizationId, Collection<Reference> places) {
        if (lookup == null || places.isEmpty()) {
            return Future.succeededFuture(PlaceNames.NONE);
        }
        List<Reference> asked = places.stream().distinct().limit(NAMES_MAX).toList();
        return lookup.names(organizationId, asked)
                .timeout(NAMES_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .map(names -> new PlaceNames(names, Set.copyOf(asked)))
                .otherwise(PlaceNames.NONE);
    }

    private static void add(List<Place> places, Reference.Kind kind, JsonArray found) {
        String member = RestrictionScope.member(kind);
        found.stream()
                .map(JsonObject.class::cast)
                .forEach(each -> places.add(new Place(member, each.getString("id"), each.getString(kind.nameField()))));
    }
}
