package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.dataservice.Reference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of places, as far as the data service has told them.
 *
 * @param names those of the places that exist
 * @param asked the places that were looked up; one of them without a name does not exist
 */
public record PlaceNames(Map<Reference, String> names, Set<Reference> asked) {
    public static final PlaceNames NONE = new PlaceNames(Map.of(), Set.of());

    public PlaceNames {
        names = Map.copyOf(names);
        asked = Set.copyOf(asked);
    }

    public Optional<String> name(Reference place) {
        return Optional.ofNullable(names.get(place));
    }

    /** Returns true if the place was looked up and is not there. */
    public boolean isGone(Reference place) {
        return asked.contains(place) && !names.containsKey(place);
    }
}
