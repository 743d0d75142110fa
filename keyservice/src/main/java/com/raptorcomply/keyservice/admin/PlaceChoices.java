package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.restriction.PlaceSearch.Place;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places that a form offers: those that were chosen, and those that the last search found.
 *
 * @param available false if this key service cannot look places up
 * @param unanswered true if the data service did not answer the last search
 */
public record PlaceChoices(boolean available, List<Place> places, boolean unanswered) {
    /** The field that carries an offered place with its name: list, id and name, with blanks between. */
    static final String OFFERED = "place.offered";

    /** For callers that choose no places. */
    public static final PlaceChoices NONE = new PlaceChoices(false, List.of(), false);

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
    public static PlaceChoices of(boolean available, FormFields form, List<Place> found) {
        Map<String, Place> all = new LinkedHashMap<>();
        form.texts(OFFERED).stream()
                .map(PlaceChoices::read)
                .flatMap(Optional::stream)
                .filter(place -> form.texts(place.member()).contains(place.id()))
                .forEach(place -> all.put(place.id(), place));
        found.forEach(place -> all.putIfAbsent(place.id(), place));
        return new PlaceChoices(available, List.copyOf(all.values()), false);
    }

    /** Returns the choices of a form after a search, also if the data service does not answer it. */
    public static Future<PlaceChoices> after(Future<List<Place>> search, FormFields form) {
        return search.map(found -> of(true, form, found))
                .recover(failure -> failure instanceof ProblemException known
                                && known.problem().code() == ErrorCode.DEPENDENCY_UNAVAILABLE
                        ? Future.succeededFuture(
                                new PlaceChoices(true, of(true, form, List.of()).places(), true))
                        : Future.failedFuture(failure));
    }

    /** Returns true if there is something to see, so that a page shows the part of the places unfolded. */
    public boolean isOpen(FormState form) {
        return unanswered || !places.isEmpty() || !form.value("place").isEmpty();
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
        return kind(place.member());
    }

    /** @param member the list of a restriction */
    public static String kind(String member) {
        return KINDS.getOrDefault(member, member);
    }

    /** Returns the chosen places by their lists, as the API takes them; empty if none is chosen. */
    public static JsonObject chosen(FormFields form) {
        JsonObject chosen = new JsonObject();
        KINDS.keySet().forEach(member -> {
            List<String> ids = form.texts(member).stream()
                    .flatMap(String::lines)
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .toList();
            if (!ids.isEmpty()) {
                chosen.put(member, new JsonArray(ids));
            }
        });
        return chosen;
    }
}
