package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormFields;
import com.raptorcomply.keyservice.admin.FormJson;
import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.restriction.PlaceSearch.Place;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places that the form of a key offers: those that were chosen, and those that the last search found.
 *
 * @param available false if this key service cannot look places up
 */
public record PlaceChoices(boolean available, List<Place> places) {
    /** The field that carries an offered place with its name: list, id and name, with blanks between. */
    static final String OFFERED = "place.offered";

    private static final int PARTS = 3;
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("facilities", "Facility");
        KINDS.put("controlCenters", "Control center");
        KINDS.put("cyberSystems", "Cyber system");
    }

    public PlaceChoices {
        places = List.copyOf(places);
    }

    /** Returns the chosen places of the form, then what was found besides them. */
    static PlaceChoices of(boolean available, FormFields form, List<Place> found) {
        Map<String, Place> all = new LinkedHashMap<>();
        form.texts(OFFERED).stream()
                .map(PlaceChoices::read)
                .flatMap(Optional::stream)
                .filter(place -> form.texts(place.member()).contains(place.id()))
                .forEach(place -> all.put(place.id(), place));
        found.forEach(place -> all.putIfAbsent(place.id(), place));
        return new PlaceChoices(available, List.copyOf(all.values()));
    }

    private static Optional<Place> read(String text) {
        String[] parts = text.split(" ", PARTS);
        return parts.length == PARTS
                        && KINDS.containsKey(parts[0])
                        && Uuids.parse(parts[1]).isPresent()
                ? Optional.of(new Place(parts[0], parts[1], parts[2]))
                : Optional.empty();
    }

    /** Returns what the form carries for a place. */
    public String offered(Place place) {
        return place.member() + " " + place.id() + " " + place.name();
    }

    /** Returns the kind of a place in words. */
    public String kind(Place place) {
        return KINDS.getOrDefault(place.member(), place.member());
    }

    /** Adds the restriction to the chosen places; nothing if none is chosen. */
    static void addTo(FormFields form, FormJson json) {
        JsonObject restriction = new JsonObject();
        KINDS.keySet().stream()
                .filter(member -> !form.texts(member).isEmpty())
                .forEach(member -> restriction.put(member, new JsonArray(form.texts(member))));
        if (!restriction.isEmpty()) {
            json.value("restrictions", new JsonArray().add(restriction));
        }
    }
}
