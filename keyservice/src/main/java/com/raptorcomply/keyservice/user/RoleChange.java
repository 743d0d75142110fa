package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.JsonFields;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * Changes the role of a user in a session. It asks the caller for their own password again, because an open session alone
 * is not enough to make an admin. A caller who signs in only through the provider has no password to ask for.
 */
public final class RoleChange {
    private final UserChanges changes;
    private final CurrentPassword current;

    RoleChange(UserChanges changes, CurrentPassword current) {
        this.changes = changes;
        this.current = current;
    }

    /**
     * Changes the role as {@link UserChanges#update} does. The body needs {@code role} and {@code currentPassword}; it
     * fails with 422 for a wrong password, with 429 if the attempt comes too soon.
     */
    public Future<UserChanges.Changed> change(Principal caller, ActivityContext author, UUID id, JsonFields fields) {
        UUID userId = AccessRules.requireSession(caller);
        AccessRules.require(caller, Permissions.USERS_UPDATE, caller.organizationId());
        return current.requireIfSet(userId, fields).compose(confirmed -> changes.update(caller, author, id, fields));
    }
}
