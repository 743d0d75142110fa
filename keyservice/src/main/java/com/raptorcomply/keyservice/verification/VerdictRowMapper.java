package com.raptorcomply.keyservice.verification;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.key.GrantRowMapper;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps one row of the verification statement to a verdict. */
final class VerdictRowMapper {
    private static final KeyDigest NOBODYS = KeyDigest.ofBytes(new byte[KeyDigest.BYTES]);

    private final Row row;

    private VerdictRowMapper(Row row) {
        this.row = row;
    }

    /** Compares the digests in constant time. For an unknown secret it compares with a digest that no key has. */
    static Verdict read(Row row, VerificationRequest request) {
        io.vertx.core.buffer.Buffer stored = row.getBuffer("digest");
        KeyDigest digest = stored == null ? NOBODYS : KeyDigest.ofBytes(stored.getBytes());
        boolean matches = digest.matches(request.digest());
        if (stored == null || !matches) {
            return new Refused(Reason.UNKNOWN, List.of(Subject.secret(request.secretId())), row.getLong("sequence"));
        }
        VerdictRowMapper verdict = new VerdictRowMapper(row);
        UUID actsAs = request.actsAs();
        return actsAs == null ? verdict.decide(digest) : verdict.actingAs(actsAs, verdict.decide(digest));
    }

    /** Returns the verdict for a client that presents the right key. */
    static Verdict ofStored(Row row) {
        return new VerdictRowMapper(row)
                .decide(KeyDigest.ofBytes(row.getBuffer("digest").getBytes()));
    }

    private Verdict decide(KeyDigest digest) {
        OffsetDateTime expiresAt = expiresAt();
        if (isRevoked()) {
            return refused(Reason.REVOKED);
        }
        if (expiresAt != null && !expiresAt.isAfter(now())) {
            return refused(Reason.EXPIRED);
        }
        return new Granted(grant(digest, expiresAt));
    }

    /**
     * Returns the verdict for a good key that is to act as a user. It may do so only with the right to impersonate and
     * only as an active user of its own organization. The verdict does not say which condition failed.
     */
    private Verdict actingAs(UUID user, Verdict ofKey) {
        if (!(ofKey instanceof Granted granted)) {
            return ofKey;
        }
        if (!granted.grant().mayActAsUsers() || !"active".equals(row.getString("actor_status"))) {
            List<Subject> subjects = granted.subjects();
            subjects.add(Subject.user(user));
            return new Refused(Reason.FORBIDDEN, subjects, granted.sequence());
        }
        Permissions ofUser = Permissions.of(GrantRowMapper.permissionsOfRole(row.getString("actor_role")));
        Grant.Actor actor = new Grant.Actor(row.getUUID("actor_id"), row.getString("actor_name"));
        return new Granted(granted.grant().actingAs(actor, ofUser));
    }

    private boolean isRevoked() {
        boolean ownerInactive = ownerUserId() != null && !"active".equals(row.getString("owner_status"));
        return row.getValue("secret_revoked_at") != null
                || row.getValue("revoked_at") != null
                || !"active".equals(row.getString("organization_status"))
                || ownerInactive;
    }

    private Grant grant(KeyDigest digest, @Nullable OffsetDateTime expiresAt) {
        UUID owner = ownerUserId();
        return new Grant(
                row.getString("secret_id"),
                digest,
                row.getUUID("key_id"),
                row.getString("key_name"),
                owner == null ? KeyKind.ORGANIZATION : KeyKind.USER,
                Organization.of(row.getUUID("organization_id"), row.getString("organization_name")),
                owner,
                owner == null ? row.getString("role") : row.getString("owner_role"),
                null,
                Permissions.of(GrantRowMapper.permissions(row)),
                GrantRowMapper.bounds(row),
                expiresAt == null ? 0 : expiresAt.toInstant().toEpochMilli(),
                expiresAt == null ? 0 : Duration.between(now(), expiresAt).toMillis(),
                row.getLong("sequence"));
    }

    private Refused refused(Reason reason) {
        List<Subject> subjects = new ArrayList<>(4);
        subjects.add(Subject.secret(row.getString("secret_id")));
        subjects.add(Subject.key(row.getUUID("key_id")));
        subjects.add(Subject.organization(row.getUUID("organization_id")));
        UUID owner = ownerUserId();
        if (owner != null) {
            subjects.add(Subject.user(owner));
        }
        return new Refused(reason, subjects, row.getLong("sequence"));
    }

    /** Returns the earlier expiry of key and secret, or null. */
    private @Nullable OffsetDateTime expiresAt() {
        OffsetDateTime key = row.getOffsetDateTime("expires_at");
        OffsetDateTime secret = row.getOffsetDateTime("secret_expires_at");
        if (key == null || secret == null) {
            return key == null ? secret : key;
        }
        return key.isBefore(secret) ? key : secret;
    }

    private OffsetDateTime now() {
        return row.getOffsetDateTime("now");
    }

    private @Nullable UUID ownerUserId() {
        return row.getUUID("owner_user_id");
    }
}
