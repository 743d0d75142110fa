package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.dataservice.Reference;
import com.raptorcomply.keyservice.restriction.PlaceNames;
import com.raptorcomply.keyservice.restriction.RestrictionScope;
import java.util.List;

/**
 * The places of one restriction, as pages show them.
 *
 * @param more the number of further places
 */
public record PlaceList(List<Item> items, int more) {
    public PlaceList {
        items = List.copyOf(items);
    }

    /**
     * One place.
     *
     * @param name its id if the name is not known
     * @param isNamed false if {@code name} is the id
     * @param isGone true if the place does not exist any more
     */
    public record Item(String kind, String name, boolean isNamed, boolean isGone) {
        static Item of(Reference place, PlaceNames names) {
            return new Item(
                    PlaceChoices.kind(RestrictionScope.member(place.kind())),
                    names.name(place).orElse(place.id().toString()),
                    names.name(place).isPresent(),
                    names.isGone(place));
        }
    }

    /** @param max the largest number of places that are shown */
    public static PlaceList of(RestrictionScope limits, PlaceNames names, int max) {
        List<Reference> all = limits.references();
        return new PlaceList(
                all.stream().limit(max).map(place -> Item.of(place, names)).toList(), Math.max(0, all.size() - max));
    }

    /** Returns true if a place could not be looked up. */
    public boolean lacksNames() {
        return items.stream().anyMatch(item -> !item.isNamed() && !item.isGone());
    }
}
