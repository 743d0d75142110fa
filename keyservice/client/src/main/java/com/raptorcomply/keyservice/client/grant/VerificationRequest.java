package com.raptorcomply.keyservice.client.grant;

import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway asks: what may who presents this key do, by itself or as one of its organization's users? Equal questions
 * have one answer at any one time.
 *
 * @param digest of the key that was presented; the key itself never leaves the gateway
 * @param actsAs the user that the key is to act as; null mostly
 */
public record VerificationRequest(
        String secretId, KeyDigest digest, @Nullable UUID actsAs) {

    /** About a key by itself, or, where a user is named, about the key acting as that user. */
    public static VerificationRequest of(PresentedKey.Wellformed key, @Nullable UUID actsAs) {
        return new VerificationRequest(key.secretId(), key.digest(), actsAs);
    }

    /** Whether the verdict is about this question. A grant for anybody else must not be used, whoever gave it. */
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
