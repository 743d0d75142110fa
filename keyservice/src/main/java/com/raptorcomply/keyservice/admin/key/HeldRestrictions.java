package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.OperationInWords;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.dataservice.Reference;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.restriction.PlaceNames;
import com.raptorcomply.keyservice.restriction.PlaceSearch;
import com.raptorcomply.keyservice.restriction.PlaceSearch.Place;
import com.raptorcomply.keyservice.restriction.RestrictionScope;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The restrictions that a key has now.
 *
 * @param all oldest first
 * @param names those of their places
 */
record HeldRestrictions(List<RestrictionScope> all, PlaceNames names) {
    HeldRestrictions {
        all = List.copyOf(all);
    }

    /** Looks up the names of the places. */
    static Future<HeldRestrictions> of(KeyReading.Shown shown, PlaceSearch places) {
        List<RestrictionScope> all = shown.restrictions().stream()
                .map(each -> RestrictionScope.of((JsonObject) each))
                .toList();
        return places.names(shown.key().organizationId(), references(all))
                .map(names -> new HeldRestrictions(all, names));
    }

    private static List<Reference> references(List<RestrictionScope> all) {
        return all.stream().flatMap(each -> each.references().stream()).toList();
    }

    List<KeyLimits> limits() {
        return all.stream().map(each -> KeyLimits.of(each, names)).toList();
    }

    /** Returns the places as a form offers them. */
    List<Place> places() {
        return references(all).stream()
                .map(each -> new Place(
                        RestrictionScope.member(each.kind()), each.id().toString(), name(each)))
                .toList();
    }

    /** Returns the values of the form's fields. */
    Map<String, List<String>> values() {
        Map<String, List<String>> values = new HashMap<>();
        places().forEach(place -> values.computeIfAbsent(place.member(), first -> new ArrayList<>())
                .add(place.id()));
        values.put("operations", operations());
        return values;
    }

    /** Returns the fields in words, by their labels. */
    Map<String, String> shown() {
        String places = places().stream()
                .map(place -> PlaceChoices.kind(place.member()) + " " + place.name())
                .collect(Collectors.joining(", "));
        String operations = OperationInWords.line(operations());
        return Map.of(
                "Places", places.isEmpty() ? "All" : places, "Operations", operations.isEmpty() ? "All" : operations);
    }

    private List<String> operations() {
        return all.stream()
                .flatMap(each -> each.operations().stream())
                .distinct()
                .toList();
    }

    private String name(Reference place) {
        return names.name(place).orElse(place.id().toString());
    }
}
