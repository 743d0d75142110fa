package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.keyservice.dataservice.RecordLookup;
import com.raptorcomply.keyservice.dataservice.Reference;
import com.raptorcomply.keyservice.dataservice.Reference.Kind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requires that the places of a restriction exist before it is written, because a wrong digit would make a key that sees
 * nothing and says nothing. Places that the restriction names already are not looked up again: they may have been deleted
 * since, and then still limit. It asks outside of any transaction, so that no lock waits for another service.
 */
public final class PlaceCheck {
    /** Takes every place as it is, for a service that knows no data service. */
    public static final PlaceCheck OFF = new PlaceCheck(null);

    private final @Nullable RecordLookup lookup;

    private PlaceCheck(@Nullable RecordLookup lookup) {
        this.lookup = lookup;
    }

    /** A check by this look-up. */
    public static PlaceCheck by(RecordLookup lookup) {
        return new PlaceCheck(lookup);
    }

    /** The places of these restrictions, as {@code restrictions[0].facilities} and so on; 422 with each member at fault. */
    public Future<Void> require(UUID organizationId, List<RestrictionScope> all, List<RestrictionScope> held) {
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            addTo(named, KeyRestrictions.MEMBER + "[" + i + "].", all.get(i));
        }
        return requireNamed(organizationId, named, held);
    }

    /** The places of one restriction; 422 with each member at fault. */
    Future<Void> require(UUID organizationId, RestrictionScope limits, List<RestrictionScope> held) {
        List<Named> named = new ArrayList<>();
        addTo(named, "", limits);
        return requireNamed(organizationId, named, held);
    }

    private Future<Void> requireNamed(UUID organizationId, List<Named> named, List<RestrictionScope> held) {
        if (lookup == null) {
            return Future.succeededFuture();
        }
        List<Named> before = new ArrayList<>();
        held.forEach(each -> addTo(before, "", each));
        Set<Reference> known = new HashSet<>(before.stream().map(Named::place).toList());
        List<Named> fresh =
                named.stream().filter(each -> !known.contains(each.place())).toList();
        return lookup.missing(organizationId, fresh.stream().map(Named::place).toList())
                .map(missing -> {
                    refuse(fresh.stream()
                            .filter(each -> missing.contains(each.place()))
                            .toList());
                    return null;
                });
    }

    private static void refuse(List<Named> missing) {
        List<Violation> violations = new ArrayList<>();
        for (Named each : missing) {
            boolean told = violations.stream().anyMatch(other -> other.field().equals(each.field()));
            if (!told) {
                violations.add(Violation.of(
                        each.field(),
                        ErrorCode.REFERENCE_NOT_FOUND,
                        "names a record that does not exist: " + each.place().id()));
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).exception();
        }
    }

    private static void addTo(List<Named> named, String path, RestrictionScope limits) {
        add(named, path + RestrictionScope.FACILITIES, Kind.FACILITY, limits.facilities());
        add(named, path + RestrictionScope.CONTROL_CENTERS, Kind.CONTROL_CENTER, limits.controlCenters());
        add(named, path + RestrictionScope.CYBER_SYSTEMS, Kind.CYBER_SYSTEM, limits.cyberSystems());
    }

    private static void add(List<Named> named, String field, Kind kind, List<UUID> ids) {
        ids.forEach(id -> named.add(new Named(field, new Reference(kind, id))));
    }

    /** A place and the member that names it. */
    private record Named(String field, Reference place) {}
}
