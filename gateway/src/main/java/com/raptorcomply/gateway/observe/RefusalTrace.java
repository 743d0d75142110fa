package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.request.ErrorResponses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reason for which a request was refused or failed, as {@code GET /traces/{requestId}} shows it.
 *
 * @param check the reason, as in logs and metrics: see {@link ErrorResponses#reasons}
 * @param permission that the caller lacks; null if it is unknown or not the reason
 * @param keyId null if the key was refused before its grant was known
 * @param organizationId of the key; only that organization sees the trace
 * @param grantSequence sequence of the grant; 0 without one
 * @param appliedSequence up to which all changes were applied; the difference shows the age of the grant
 */
public record RefusalTrace(
        String requestId,
        Instant at,
        String gateway,
        String method,
        String route,
        int status,
        String check,
        @Nullable String permission,
        @Nullable UUID keyId,
        UUID organizationId,
        long grantSequence,
        long appliedSequence) {

    public Buffer json() {
        JsonObject grant = new JsonObject().put("sequence", grantSequence).put("appliedSequence", appliedSequence);
        JsonObject trace = new JsonObject()
                .put("requestId", requestId)
                .put("at", at.toString())
                .put("gateway", gateway)
                .put("method", method)
                .put("route", route)
                .put("status", status)
                .put("check", check)
                .put("keyId", keyId == null ? null : keyId.toString())
                .put("organizationId", organizationId.toString())
                .put("grant", grantSequence == 0 ? null : grant);
        if (permission != null) {
            trace.put("permission", permission);
        }
        return trace.toBuffer();
    }
}
