package com.raptorcomply.keyservice.notice;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice to write.
 *
 * @param keyId the key concerned; null: none
 * @param userId the user concerned; null: none
 * @param data the members of {@code data} in the payload; never a secret
 */
public record Notice(
        UUID organizationId,
        NoticeType type,
        @Nullable UUID keyId,
        @Nullable UUID userId,
        JsonObject data) {}
