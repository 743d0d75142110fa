package com.raptorcomply.gateway;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import java.util.List;
import java.util.UUID;

/** Makes the grants that {@link InMemoryKeyService} returns. */
public final class TestGrants {
    private TestGrants() {}

    /** Returns the grant of a valid key of its own organization. */
    public static Grant of(String key) {
        return of(key, UUID.randomUUID(), Organization.of(UUID.randomUUID(), "Basin Electric"));
    }

    /** Returns the grant of one secret of a valid key. */
    public static Grant of(String key, UUID keyId, Organization organization) {
        PresentedKey.Wellformed wellformed = InMemoryKeyService.wellformed(key);
        return new Grant(
                wellformed.secretId(),
                wellformed.digest(),
                keyId,
                "sync job",
                KeyKind.ORGANIZATION,
                organization,
                null,
                "api_user",
                null,
                Permissions.of(List.of("facilities:read")),
                GrantConstraints.NONE,
                0,
                0,
                1);
    }

    /** Returns the same verdict with a later sequence. */
    static Verdict asOf(Verdict verdict, long sequence) {
        if (verdict instanceof Verdict.Refused refused) {
            return new Verdict.Refused(refused.reason(), refused.subjects(), sequence);
        }
        Grant grant = ((Verdict.Granted) verdict).grant();
        return new Verdict.Granted(with(grant, grant.permissions(), sequence));
    }

    /** Returns the same verdict without permissions. */
    static Verdict narrowed(Verdict verdict) {
        Grant grant = ((Verdict.Granted) verdict).grant();
        return new Verdict.Granted(with(grant, Permissions.NONE, grant.sequence()));
    }

    /** Returns the same grant with other permissions. */
    static Grant with(Grant grant, Permissions permissions, long sequence) {
        return copy(grant, permissions, grant.bounds(), grant.expiresAtMillis(), grant.expiresInMillis(), sequence);
    }

    /** Returns the same grant with other constraints. */
    public static Grant within(Grant grant, GrantConstraints bounds) {
        return copy(
                grant, grant.permissions(), bounds, grant.expiresAtMillis(), grant.expiresInMillis(), grant.sequence());
    }

    /** Returns the same grant, expiring so many milliseconds after it was read. */
    public static Grant expiringIn(long millis, Grant grant) {
        return copy(grant, grant.permissions(), grant.bounds(), 1, millis, grant.sequence());
    }

    private static Grant copy(
            Grant grant,
            Permissions permissions,
            GrantConstraints bounds,
            long expiresAtMillis,
            long expiresInMillis,
            long sequence) {
        return new Grant(
                grant.secretId(),
                grant.digest(),
                grant.keyId(),
                grant.keyName(),
                grant.kind(),
                grant.organization(),
                grant.ownerUserId(),
                grant.role(),
                grant.actor(),
                permissions,
                bounds,
                expiresAtMillis,
                expiresInMillis,
                sequence);
    }
}
