package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The filters, order and page of a list of users.
 *
 * @param organizationId the only organization; empty: all that the caller may see
 * @param email the mailbox, in any spelling
 * @param name the beginning of the name, ignoring case
 * @param search ignores case
 * @param after the last user of the page before
 * @param limit the largest number of users
 */
public record UserFilter(
        Optional<UUID> organizationId,
        Optional<String> role,
        Optional<String> status,
        Optional<String> email,
        Optional<String> name,
        Optional<UserSearch> search,
        UserOrder order,
        Optional<PageCursor> after,
        int limit) {
    /** Reads the filter from the query parameters. */
    public static UserFilter read(QueryParams parameters) {
        return new UserFilter(
                parameters.uuid("organizationId"),
                parameters.oneOf("role", List.of("platform_admin", "org_admin", "user")),
                parameters.oneOf("status", List.of(User.ACTIVE, User.DISABLED)),
                parameters.text("email", 2 * EmailAddress.LENGTH_MAX),
                parameters.text("name", 2 * UserAttributes.NAME_CHARACTERS_MAX),
                parameters
                        .text("q", 2 * UserAttributes.NAME_CHARACTERS_MAX)
                        .map(UserSearch::of)
                        .filter(search -> !search.parts().isEmpty()),
                parameters.oneOf("sort", UserOrder.labels()).map(UserOrder::of).orElse(UserOrder.OLDEST),
                parameters.cursor(),
                parameters.limit());
    }
}
