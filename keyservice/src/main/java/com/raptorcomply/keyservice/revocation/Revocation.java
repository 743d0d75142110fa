package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt.Requester;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that removes rights, before it is made.
 *
 * @param id the id of its receipt: the key's own id for the revocation of a key, because that happens once; else random
 * @param subject the subject that changes and that verifications depend on
 * @param keyId the key concerned; null if the change concerns no single key
 * @param at the time in the changed row
 * @param action the action for the receipt, such as {@code key revoked}, at most 100 characters
 */
public record Revocation(
        UUID id,
        Subject subject,
        UUID organizationId,
        @Nullable UUID keyId,
        Instant at,
        String action,
        Requester requester) {}
