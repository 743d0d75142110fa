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

/** The grants that {@link KeyServiceStand} gives. */
public final class TestGrants {
    private TestGrants() {}

    /** What a good key of an organization of its own has. */
    public static Grant of(String key) {
        return of(key, UUID.randomUUID(), Organization.of(UUID.randomUUID(), "Basin Electric"));
    }

    /** What one secret of a good key has. */
    public static Grant of(String key, UUID keyId, Organization organization) {
        PresentedKey.Wellformed wellformed = KeyServiceStand.wellformed(key);
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

    /** The same answer, given later. */
    static Verdict asOf(Verdict verdict, long sequence) {
        if (verdict instanceof Verdict.Refused refused) {
            return new Verdict.Refused(refused.reason(), refused.subjects(), sequence);
        }
        Grant grant = ((Verdict.Granted) verdict).grant();
        return new Verdict.Granted(with(grant, grant.permissions(), sequence));
    }

    /** The same without permissions. */
    static Verdict narrowed(Verdict verdict) {
        Grant grant = ((Verdict.Granted) verdict).grant();
        return new Verdict.Granted(with(grant, Permissions.NONE, grant.sequence()));
    }

    /** The same with other permissions. */
    static Grant with(Grant grant, Permissions permissions, long sequence) {
        return copy(grant, permissions, grant.bounds(), grant.expiresInMillis(), sequence);
    }

    /** The same within other bounds. */
    public static Grant within(Grant grant, GrantConstraints bounds) {
        return copy(grant, grant.permissions(), bounds, grant.expiresInMillis(), grant.sequence());
    }

    /** The same, ending so long after it was read. */
    public static Grant expiringIn(long millis, Grant grant) {
        return copy(grant, grant.permissions(), grant.bounds(), millis, grant.sequence());
    }

    private static Grant copy(
            Grant grant, Permissions permissions, GrantConstraints bounds, long lifeMillis, long sequence) {
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
                lifeMillis == 0 ? 0 : 1,
                lifeMillis,
                sequence);
    }
}
