package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.PageCursor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads invitations, for callers that may see them. */
public final class InvitationReading {
    private final Pool pool;

    InvitationReading(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the page, and one invitation more if there is another page. It fails with 403 if the caller may not see
     * the organization's invitations. A platform admin who names no organization sees all.
     *
     * @param after the last invitation of the page before
     */
    public Future<List<Invitation>> list(
            Principal caller, Optional<UUID> named, Optional<PageCursor> after, int limit) {
        return Invitations.list(pool, organization(caller, named), after, limit);
    }

    /** Returns a page like {@link #list}, newest first. */
    public Future<List<Invitation>> newest(
            Principal caller, Optional<UUID> named, Optional<PageCursor> after, int limit) {
        return Invitations.newest(pool, organization(caller, named), after, limit);
    }

    /** Returns the organization whose invitations the caller may list; null: all of them. */
    private static @Nullable UUID organization(Principal caller, Optional<UUID> named) {
        @Nullable
        UUID organizationId =
                named.isEmpty() && AccessRules.isPlatformAdmin(caller) ? null : AccessRules.organization(caller, named);
        AccessRules.require(
                caller,
                Permissions.INVITATIONS_READ,
                organizationId == null ? caller.organizationId() : organizationId);
        return organizationId;
    }

    /** Fails with 403 if the caller may see no invitations, with 404 if it may not see this one. */
    public Future<Invitation> read(Principal caller, UUID id) {
        AccessRules.require(caller, Permissions.INVITATIONS_READ, caller.organizationId());
        return Invitations.find(pool, id, AccessRules.reach(caller)).map(Problem::orNotFound);
    }
}
