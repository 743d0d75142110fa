package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.dataservice.Reference;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.Uuids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The places and operations to which a restriction limits its target. An empty list of places allows all places, an
 * empty list of operations all operations; at least one list has an item.
 */
public record RestrictionScope(
        List<UUID> facilities, List<UUID> controlCenters, List<UUID> cyberSystems, List<String> operations) {
    /** The largest number of places in one restriction, because all of them travel in a header field. */
    static final int PLACES_MAX = 50;

    static final int OPERATIONS_MAX = 20;

    static final String FACILITIES = "facilities";
    static final String CONTROL_CENTERS = "controlCenters";
    static final String CYBER_SYSTEMS = "cyberSystems";
    private static final String OPERATIONS = "operations";
    private static final RestrictionScope NOTHING = new RestrictionScope(List.of(), List.of(), List.of(), List.of());
    private static final Set<String> ACTIONS = Set.of("create", "read", "update", "delete", "write", "approve");

    public RestrictionScope {
        facilities = List.copyOf(facilities);
        controlCenters = List.copyOf(controlCenters);
        cyberSystems = List.copyOf(cyberSystems);
        operations = List.copyOf(operations);
    }

    /** Returns the scope that {@link #toJson} has shown. */
    public static RestrictionScope of(JsonObject shown) {
        return new RestrictionScope(
                ids(shown, FACILITIES),
                ids(shown, CONTROL_CENTERS),
                ids(shown, CYBER_SYSTEMS),
                items(shown, OPERATIONS).toList());
    }

    private static List<UUID> ids(JsonObject shown, String member) {
        return items(shown, member).map(UUID::fromString).toList();
    }

    private static Stream<String> items(JsonObject shown, String member) {
        return shown.getJsonArray(member).stream().map(String::valueOf);
    }

    /** Returns the member that lists this kind of places. */
    public static String member(Reference.Kind kind) {
        return switch (kind) {
            case FACILITY -> FACILITIES;
            case CONTROL_CENTER -> CONTROL_CENTERS;
            case CYBER_SYSTEM -> CYBER_SYSTEMS;
        };
    }

    /** Returns the places of all kinds, those of a member after each other. */
    public List<Reference> references() {
        return Stream.of(
                        references(Reference.Kind.FACILITY, facilities),
                        references(Reference.Kind.CONTROL_CENTER, controlCenters),
                        references(Reference.Kind.CYBER_SYSTEM, cyberSystems))
                .flatMap(kind -> kind)
                .toList();
    }

    private static Stream<Reference> references(Reference.Kind kind, List<UUID> ids) {
        return ids.stream().map(id -> new Reference(kind, id));
    }

    /** Reads the members of a body, all optional; an empty list equals an absent one. */
    static RestrictionScope read(JsonFields fields) {
        return merge(fields, NOTHING);
    }

    /**
     * Applies a merge patch (RFC 7396). An empty list in place of a filled one is refused, because it would allow all
     * places or operations while its author may mean none; null asks for that explicitly.
     */
    static RestrictionScope merge(JsonFields fields, RestrictionScope current) {
        RestrictionScope limits = new RestrictionScope(
                merged(fields, FACILITIES, current.facilities, RestrictionScope::places),
                merged(fields, CONTROL_CENTERS, current.controlCenters, RestrictionScope::places),
                merged(fields, CYBER_SYSTEMS, current.cyberSystems, RestrictionScope::places),
                merged(fields, OPERATIONS, current.operations, RestrictionScope::operations));
        if (limits.places() > PLACES_MAX) {
            fields.reject(FACILITIES, "and the other places may be at most " + PLACES_MAX + " together");
        }
        if (limits.places() == 0 && limits.operations.isEmpty()) {
            fields.reject(FACILITIES, "or another place or operation is required: this would limit nothing");
        }
        return limits;
    }

    /** Adds the items of the other scope; throws 409 past the bound. */
    RestrictionScope and(RestrictionScope granted) {
        RestrictionScope both = new RestrictionScope(
                union(facilities, granted.facilities),
                union(controlCenters, granted.controlCenters),
                union(cyberSystems, granted.cyberSystems),
                union(operations, granted.operations));
        if (both.places() > PLACES_MAX || both.operations.size() > OPERATIONS_MAX) {
            throw Problem.of(
                            ErrorCode.LIMIT_REACHED,
                            "At most " + PLACES_MAX + " places and " + OPERATIONS_MAX
                                    + " operations may be in one restriction")
                    .exception();
        }
        return both;
    }

    /**
     * Removes the items of the other scope. It throws 409 if one of them is missing here, or if no place or no
     * operation would be left, because an empty list allows all.
     */
    RestrictionScope without(RestrictionScope revoked) {
        RestrictionScope rest = new RestrictionScope(
                difference(facilities, revoked.facilities),
                difference(controlCenters, revoked.controlCenters),
                difference(cyberSystems, revoked.cyberSystems),
                difference(operations, revoked.operations));
        boolean opened = (places() > 0 && rest.places() == 0) || (!operations.isEmpty() && rest.operations.isEmpty());
        if (opened) {
            throw Problem.of(
                            ErrorCode.STATE_CONFLICT,
                            "This is the last that is left of what was granted: disable the person instead, or"
                                    + " lift the restriction if they may reach everything")
                    .exception();
        }
        return rest;
    }

    /** Reads a scope that replaces another one. It refuses an empty list that would allow all. */
    static RestrictionScope replace(JsonFields fields) {
        RestrictionScope limits = read(fields);
        if (limits.places() == 0) {
            Stream.of(FACILITIES, CONTROL_CENTERS, CYBER_SYSTEMS).forEach(name -> refuseEmpty(fields, name));
        }
        if (limits.operations.isEmpty()) {
            refuseEmpty(fields, OPERATIONS);
        }
        return limits;
    }

    private static void refuseEmpty(JsonFields fields, String name) {
        if (fields.has(name) && !fields.isNull(name)) {
            fields.reject(name, "must not be empty: send null to lift this limit");
        }
    }

    private static <T> List<T> merged(
            JsonFields fields, String name, List<T> current, BiFunction<JsonFields, String, List<T>> reader) {
        if (!fields.has(name)) {
            return current;
        }
        List<T> sent = reader.apply(fields, name);
        if (sent.isEmpty() && !current.isEmpty()) {
            refuseEmpty(fields, name);
        }
        return sent;
    }

    int places() {
        return facilities.size() + controlCenters.size() + cyberSystems.size();
    }

    /** Returns the scope as the API shows it. */
    JsonObject toJson() {
        return new JsonObject()
                .put(FACILITIES, texts(facilities))
                .put(CONTROL_CENTERS, texts(controlCenters))
                .put(CYBER_SYSTEMS, texts(cyberSystems))
                .put(OPERATIONS, texts(operations));
    }

    private static JsonArray texts(Collection<?> values) {
        return new JsonArray(values.stream().map(Object::toString).toList());
    }

    private static <T extends Comparable<T>> List<T> union(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().sorted().toList();
    }

    private static <T> List<T> difference(List<T> held, List<T> revoked) {
        for (T each : revoked) {
            if (!held.contains(each)) {
                throw Problem.of(ErrorCode.STATE_CONFLICT, "Not granted by itself, so it cannot be revoked: " + each)
                        .exception();
            }
        }
        return held.stream().filter(each -> !revoked.contains(each)).toList();
    }

    private static List<UUID> places(JsonFields fields, String name) {
        List<String> texts = fields.optionalStrings(name, PLACES_MAX).orElse(List.of());
        List<UUID> ids =
                texts.stream().map(Uuids::parse).flatMap(Optional::stream).toList();
        if (ids.size() < texts.size()) {
            fields.reject(name, "must hold UUIDs");
        }
        return ids.stream().distinct().sorted().toList();
    }

    private static List<String> operations(JsonFields fields, String name) {
        List<String> operations = fields.optionalStrings(name, OPERATIONS_MAX).orElse(List.of());
        for (int i = 0; i < operations.size(); i++) {
            if (!ACTIONS.contains(operations.get(i)) && !Permissions.exists(operations.get(i))) {
                fields.reject(name, "has no such action or permission at position " + i);
            }
        }
        return operations.stream().distinct().sorted().toList();
    }
}
