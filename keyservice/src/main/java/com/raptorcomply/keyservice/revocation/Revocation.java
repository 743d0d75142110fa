package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt.Requester;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that takes rights away, about to be made.
 *
 * @param id of its receipt: the key's own id when a key is revoked, since that happens once; else random
 * @param subject the one thing that verifications rest on and that changes
 * @param keyId the key concerned, if it is one
 * @param at as the changed row has it
 * @param action for the receipt, such as {@code key revoked}, at most 100 characters
 */
public record Revocation(
        UUID id,
        Subject subject,
        UUID organizationId,
        @Nullable UUID keyId,
        Instant at,
        String action,
        Requester requester) {}
