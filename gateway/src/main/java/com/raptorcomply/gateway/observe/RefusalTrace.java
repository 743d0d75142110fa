package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.request.ErrorResponses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why this gateway did not pass a request on or could not give its answer, or that the service behind refused it for want of a
 * permission: {@code GET /traces/{requestId}}.
 *
 * @param check the reason, as the log and the meters have it: see {@link ErrorResponses#reasons}
 * @param permission that the caller lacks; null when that is not known, or not the reason
 * @param keyId null when the key was refused before its grant was known
 * @param organizationId whose key it was; only that organization sees the trace
 * @param grantSequence of the grant that the decision rested on; 0 without one
 * @param appliedSequence every change up to here had been applied: how old the grant was, in changes
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
