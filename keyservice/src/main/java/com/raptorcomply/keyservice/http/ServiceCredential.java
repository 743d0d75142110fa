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
 * The credential that the gateways, or the data services, share with the key service. The previous one is accepted
 * during a rotation. Both are compared in constant time.
 *
 * @param certified true if the other service must also present a client certificate of the services' authority
 * @param holder who has the credential
 */
public record ServiceCredential(Secret current, Optional<Secret> previous, boolean certified, Holder holder) {
    private static final String SCHEME = "Bearer ";

    /** The kinds of services that call the key service's internal operations. */
    public enum Holder {
        GATEWAY("gateways", ErrorCode.GATEWAY_CREDENTIAL_INVALID, "Invalid gateway credential"),
        DATA_SERVICE(
                "data-services", ErrorCode.DATA_SERVICE_CREDENTIAL_INVALID, "Invalid credential of a data service");

        private final String realm;
        private final ErrorCode code;
        private final String detail;

        Holder(String realm, ErrorCode code, String detail) {
            this.realm = realm;
            this.code = code;
            this.detail = detail;
        }

        private Problem refusal() {
            return Problem.of(code, detail).withHeader("WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
        }
    }

    /** Throws 401 unless the request has the credential exactly once, and a client certificate if one is required. */
    void require(HttpServerRequest request) {
        List<String> sent = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        boolean bearer = sent.size() == 1 && sent.get(0).startsWith(SCHEME);
        String presented = bearer ? sent.get(0).substring(SCHEME.length()) : "";
        boolean isCurrent = current.matches(presented);
        boolean isPrevious = previous.map(secret -> secret.matches(presented)).orElse(false);
        if (!bearer || !(isCurrent || isPrevious) || (certified && !isCertified(request))) {
            throw holder.refusal().exception();
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
