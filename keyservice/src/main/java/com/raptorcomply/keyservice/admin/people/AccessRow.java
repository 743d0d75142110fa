package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.OperationInWords;
import com.raptorcomply.keyservice.admin.PlaceList;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.restriction.PlaceNames;
import com.raptorcomply.keyservice.restriction.Restriction;
import com.raptorcomply.keyservice.user.User;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * One restriction of a user.
 *
 * @param places the places that are left
 * @param operations the operations that are left, in words
 */
public record AccessRow(
        String id, User user, PlaceList places, String operations, String createdBy, TimeInWords created) {
    /** @param placesMax the largest number of places that are shown */
    static AccessRow of(Restriction restriction, User user, PlaceNames names, int placesMax, ZonedDateTime now) {
        List<String> operations = restriction.limits().operations();
        return new AccessRow(
                restriction.id().toString(),
                user,
                PlaceList.of(restriction.limits(), names, placesMax),
                operations.isEmpty() ? "Everything" : OperationInWords.line(operations),
                restriction.createdBy().name(),
                TimeInWords.of(restriction.createdAt(), now));
    }

    public String userPath() {
        return UsersPages.path(user.id());
    }

    public String liftPath() {
        return PeopleTabs.ACCESS.path() + "/" + id + "/lift";
    }
}
