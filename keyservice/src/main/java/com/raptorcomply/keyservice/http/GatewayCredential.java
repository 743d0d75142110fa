package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.settings.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The shared credential of the gateways. The previous one is accepted during a rotation. Both are compared in constant
 * time.
 *
 * @param certified true if gateways must also present a client certificate of the services' authority
 */
public record GatewayCredential(Secret current, Optional<Secret> previous, boolean certified) {
    private static final String SCHEME = "Bearer ";

    /** Throws 401 unless the request has the credential exactly once, and a client certificate if one is required. */
    void require(HttpServerRequest request) {
        List<String> sent = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        boolean bearer = sent.size() == 1 && sent.get(0).startsWith(SCHEME);
        String presented = bearer ? sent.get(0).substring(SCHEME.length()) : "";
        boolean isCurrent = current.matches(presented);
        boolean isPrevious = previous.map(secret -> secret.matches(presented)).orElse(false);
        if (!bearer || !(isCurrent || isPrevious) || (certified && !isCertified(request))) {
            throw Problem.of(ErrorCode.GATEWAY_CREDENTIAL_INVALID, "Invalid gateway credential")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"gateways\"")
                    .exception();
        }
    }

    private static boolean isCertified(HttpServerRequest request) {
        try {
            SSLSession session = request.connection().sslSession();
            return session != null && session.getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException noCertificate) {
            return false;
        }
    }
}
