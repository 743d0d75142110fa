package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.keyservice.dataservice.RecordLookup;
import com.raptorcomply.keyservice.dataservice.Reference;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requires that the places of a restriction exist before it is written, because a mistyped id would make a key that
 * silently sees nothing. Places that the restriction already has are not checked: they may have been deleted, and then
 * still restrict. The check runs outside of transactions, so that no lock waits for another service.
 */
public final class PlaceCheck {
    /** Accepts every place, for a key service without a data service. */
    public static final PlaceCheck OFF = new PlaceCheck(null);

    private final @Nullable RecordLookup lookup;

    private PlaceCheck(@Nullable RecordLookup lookup) {
        this.lookup = lookup;
    }

    /** Creates a check that uses this look-up. */
    public static PlaceCheck by(RecordLookup lookup) {
        return new PlaceCheck(lookup);
    }

    /**
     * Checks the places of these restrictions, named {@code restrictions[0].facilities} and so on; fails with 422 and
     * each invalid member.
     */
    public Future<Void> require(UUID organizationId, List<RestrictionScope> all, List<RestrictionScope> held) {
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            addTo(named, KeyRestrictions.MEMBER + "[" + i + "].", all.get(i));
        }
        return requireNamed(organizationId, named, held);
    }

    /** Checks the places of one restriction; fails with 422 and each invalid member. */
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
            boolean reported =
                    violations.stream().anyMatch(other -> other.field().equals(each.field()));
            if (!reported) {
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
        limits.references().forEach(place -> named.add(new Named(path + RestrictionScope.member(place.kind()), place)));
    }

    /** A place with the member that contains it. */
    private record Named(String field, Reference place) {}
}
