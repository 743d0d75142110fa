package com.raptorcomply.keyservice.client.grant;

import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's request to verify a key, by itself or acting as a user of its organization. At any one time, equal
 * requests have the same verdict.
 *
 * @param digest of the presented key; the key itself never leaves the gateway
 * @param actsAs the user that the key is to act as; null if it acts as itself
 */
public record VerificationRequest(
        String secretId, KeyDigest digest, @Nullable UUID actsAs) {

    /** Creates the request for a key by itself, or acting as {@code actsAs} unless that is null. */
    public static VerificationRequest of(PresentedKey.Wellformed key, @Nullable UUID actsAs) {
        return new VerificationRequest(key.secretId(), key.digest(), actsAs);
    }

    /**
     * Returns true if the verdict belongs to this request. The gateway must not use a grant for another key or user,
     * whatever server sent it.
     */
    public boolean isAnsweredBy(Verdict verdict) {
        if (!(verdict instanceof Granted granted)) {
            return true;
        }
        Grant grant = granted.grant();
        Grant.Actor actor = grant.actor();
        return grant.secretId().equals(secretId)
                && grant.isFor(digest)
                && Objects.equals(actor == null ? null : actor.userId(), actsAs);
    }
}
