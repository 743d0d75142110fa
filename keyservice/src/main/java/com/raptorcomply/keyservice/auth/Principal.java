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
 * Who is calling, however they proved it: a key through the gateway, or a person with a session.
 *
 * @param user carries what the caller may do; every permission stands for one organization only
 * @param actor who is recorded
 * @param organizationId the caller's own organization
 * @param keyId the key that was used, null in a session
 * @param userId the person, null for an organization key
 * @param restrictions the operations of each restriction on the key, its owner, the person, or whom the key acts as: no
 *     operations where places alone are limited; empty if nothing restricts the caller
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

    /** Whether places or operations limit the caller. */
    public boolean restricted() {
        return !restrictions.isEmpty();
    }

    /** An organization key, which is its own identity; with the permissions that it holds now. */
    public static Principal organizationKey(
            UUID organizationId,
            String organizationName,
            Actor key,
            Collection<String> permissions,
            List<List<String>> restrictions) {
        User user = authorized(key.name(), organizationId, permissions, null);
        return new Principal(user, key, organizationId, organizationName, key.id(), null, restrictions);
    }

    /** A person with a session, or, when keyId is there, with one of their own keys. */
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
