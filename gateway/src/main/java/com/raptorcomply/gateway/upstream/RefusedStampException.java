package com.raptorcomply.gateway.upstream;

import com.raptorcomply.keyservice.stamp.StampVerdict.Reason;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.VertxException;
import org.jspecify.annotations.Nullable;

/** An upstream did not accept the gateway's stamp. The message is the upstream's challenge, which has the reason. */
final class RefusedStampException extends VertxException {
    private static final long serialVersionUID = 1;
    private static final String CHALLENGE = "TenantStamp";

    private RefusedStampException(String challenge) {
        super(challenge, true);
    }

    /** Returns true if the upstream refused the stamp because of its times. */
    boolean isOfTime() {
        String challenge = String.valueOf(getMessage());
        return challenge.contains(Reason.NOT_YET_VALID.label()) || challenge.contains(Reason.EXPIRED.label());
    }

    /**
     * Tells an upstream that does not accept the gateway's stamp from one that has a 401 of its own for the client.
     *
     * @param challenge the response's WWW-Authenticate; null if it has none
     * @return null for any other response
     */
    static @Nullable RefusedStampException in(int status, @Nullable String challenge) {
        if (status == HttpResponseStatus.UNAUTHORIZED.code() && challenge != null && challenge.startsWith(CHALLENGE)) {
            return new RefusedStampException(challenge);
        }
        return null;
    }
}
