package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import org.jspecify.annotations.Nullable;

/**
 * Asks before a revocation, with what it would hit.
 *
 * @param secret the one secret to revoke; null: the key with all of its secrets
 */
public record KeyRevocationView(
        FormState form,
        KeyFacts key,
        KeyCalls calls,
        @Nullable SecretRow secret) implements View {

    /** Returns the address that the form is sent to. */
    public String action() {
        return key.links().at(secret == null ? "/revoke" : "/secrets/" + secret.id() + "/revoke");
    }

    public String title() {
        return secret == null ? "Revoke this key?" : "Revoke this secret?";
    }

    /** Returns the number of live secrets that would stay. */
    public long others() {
        return secret == null
                ? 0
                : key.live().stream()
                        .filter(each -> !each.id().equals(secret.id()))
                        .count();
    }

    /** Returns true if there is nothing left to revoke, because somebody has done so or the secret has ended. */
    boolean isOver() {
        return secret == null ? key.revoked() != null : !secret.live();
    }

    @Override
    public String template() {
        return "key/revoke.jte";
    }
}
