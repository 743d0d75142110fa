package com.raptorcomply.keyservice.auth;

import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller: a key through the gateway, or a user with a session.
 *
 * @param user carries the caller's permissions, each for one organization
 * @param actor the actor for the activity log
 * @param organizationId the caller's own organization
 * @param keyId the key that was used; null in a session
 * @param userId the user; null for an organization key
 * @param restrictions the operations of each restriction on the key, its owner, the user, or the user that the key acts
 * as; an inner list is empty if the restriction limits places alone; the outer list is empty if no restriction applies
 */
public record Principal(
        User user,
        Actor actor,
        UUID organizationId,
        String organizationName,
        @Nullable UUID keyId,
        @Nullable UUID userId,
        List<List<String>> restrictions) {
    private static final String PROVIDER = "keyservice";

    public Principal {
        restrictions = List.copyOf(restrictions);
    }

    /** Returns true if a restriction limits the caller's places or operations. */
    public boolean restricted() {
        return !restrictions.isEmpty();
    }

    /** Creates the principal of an organization key with the permissions that it holds now. */
    public static Principal organizationKey(
            UUID organizationId,
            String organizationName,
            Actor key,
            Collection<String> permissions,
            List<List<String>> restrictions) {
        User user = authorized(key.name(), organizationId, permissions, null);
        return new Principal(user, key, organizationId, organizationName, key.id(), null, restrictions);
    }

    /**
     * Creates the principal of a user: in a session, or with one of the user's own keys if {@code keyId} is not null.
     */
    public static Principal person(
            UUID organizationId,
            String organizationName,
            Actor person,
            UserRole role,
            Collection<String> permissions,
            @Nullable UUID keyId,
            List<List<String>> restrictions) {
        User user = authorized(person.name(), organizationId, permissions, role);
        return new Principal(user, person, organizationId, organizationName, keyId, person.id(), restrictions);
    }

    private static User authorized(
            String name, UUID organizationId, Collection<String> permissions, @Nullable UserRole role) {
        Set<Authorization> held = new HashSet<>();
        for (String permission : permissions) {
            held.add(PermissionBasedAuthorization.create(permission).setResource(organizationId.toString()));
        }
        if (role != null) {
            held.add(RoleBasedAuthorization.create(role.label()));
        }
        User user = User.fromName(name);
        user.authorizations().put(PROVIDER, held);
        return user;
    }
}
