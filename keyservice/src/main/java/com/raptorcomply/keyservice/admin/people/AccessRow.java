package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.restriction.Restriction;
import com.raptorcomply.keyservice.restriction.RestrictionScope;
import com.raptorcomply.keyservice.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One restriction of a user.
 *
 * @param places the places that are left, counted by kind
 * @param operations the operations that are left
 */
public record AccessRow(String id, User user, String places, String operations, String createdBy, TimeInWords created) {
    static AccessRow of(Restriction restriction, User user, Instant now) {
        RestrictionScope limits = restriction.limits();
        List<String> places = new ArrayList<>();
        count(places, limits.facilities(), "facility", "facilities");
        count(places, limits.controlCenters(), "control center", "control centers");
        count(places, limits.cyberSystems(), "cyber system", "cyber systems");
        return new AccessRow(
                restriction.id().toString(),
                user,
                places.isEmpty() ? "Everywhere" : String.join(", ", places),
                limits.operations().isEmpty() ? "Everything" : String.join(", ", limits.operations()),
                restriction.createdBy().name(),
                TimeInWords.of(restriction.createdAt(), now));
    }

    private static void count(List<String> places, List<?> found, String one, String many) {
        if (!found.isEmpty()) {
            places.add(found.size() + " " + (found.size() == 1 ? one : many));
        }
    }

    public String userPath() {
        return UsersPages.path(user.id());
    }

    public String liftPath() {
        return PeopleTabs.ACCESS.path() + "/" + id + "/lift";
    }
}
