package com.raptorcomply.keyservice;

import com.raptorcomply.keyservice.stamp.Stamp;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A caller through a gateway, named by the stamp. */
public record TestCaller(
        UUID organizationId,
        UUID keyId,
        @Nullable UUID ownerUserId,
        List<String> permissions,
        String audience,
        Stamp.@Nullable Actor actor,
        List<Stamp.Restriction> restrictions) {

    /** Creates an organization key with these permissions. */
    public static TestCaller organizationKey(UUID organizationId, Collection<String> permissions) {
        return new TestCaller(
                organizationId,
                UUID.randomUUID(),
                null,
                List.copyOf(permissions),
                Stamp.AUDIENCE_KEYSERVICE,
                null,
                List.of());
    }

    /** Creates a user with a key of their own. */
    public static TestCaller person(UUID organizationId, UUID userId) {
        return new TestCaller(
                organizationId, UUID.randomUUID(), userId, List.of(), Stamp.AUDIENCE_KEYSERVICE, null, List.of());
    }

    public TestCaller withKey(UUID id) {
        return new TestCaller(organizationId, id, ownerUserId, permissions, audience, actor, restrictions);
    }

    /** Returns the same caller, acting as a user. */
    public TestCaller actingAs(UUID userId, String name) {
        return new TestCaller(
                organizationId, keyId, ownerUserId, permissions, audience, new Stamp.Actor(userId, name), restrictions);
    }

    /** Returns the same caller, restricted to one facility. */
    public TestCaller restricted() {
        Stamp.Restriction limits = new Stamp.Restriction(List.of(UUID.randomUUID()), List.of(), List.of(), List.of());
        return new TestCaller(organizationId, keyId, ownerUserId, permissions, audience, actor, List.of(limits));
    }

    /** Returns the same caller, restricted to these operations. */
    public TestCaller restrictedTo(String... operations) {
        Stamp.Restriction limits = new Stamp.Restriction(List.of(), List.of(), List.of(), List.of(operations));
        return new TestCaller(organizationId, keyId, ownerUserId, permissions, audience, actor, List.of(limits));
    }

    Stamp stamp(long nowSeconds) {
        return new Stamp(
                "test-gateway",
                List.of(audience),
                nowSeconds,
                nowSeconds + 30,
                organizationId,
                "Test organization",
                keyId,
                "Calling key",
                ownerUserId == null ? "organization" : "user",
                null,
                ownerUserId,
                actor,
                permissions,
                restrictions,
                1);
    }
}
