package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organization of a page that a platform admin reads, if it is not the caller's own. */
public record OtherOrganization(UUID id, String name) {

    /** @param named in the address of the page */
    public static Future<Optional<OtherOrganization>> of(
            PageContext page, Optional<UUID> named, OrganizationReading organizations) {
        return named.filter(id -> !id.equals(page.caller().organizationId()))
                .map(id -> organizations
                        .read(page.caller(), id)
                        .map(found -> Optional.of(new OtherOrganization(id, found.getString("name")))))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    /** Returns the address of a page about this organization; for null, of the same page about the caller's own, or all. */
    public static String address(String path, @Nullable OtherOrganization other) {
        return other == null ? path : path + "?organizationId=" + other.id();
    }

    public String path() {
        return "/admin/organizations/" + id;
    }
}
