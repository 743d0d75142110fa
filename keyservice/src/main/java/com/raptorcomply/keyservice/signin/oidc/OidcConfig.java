package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.chassis.service.Exposure;
import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The settings {@code oidc}: the OpenID provider that users may sign in with.
 *
 * @param issuer exactly as its ID tokens contain it
 * @param redirectBase the origin at which browsers reach this service: scheme, host and port
 */
public record OidcConfig(String issuer, String clientId, Secret clientSecret, URI redirectBase) {
    private static final String ACCEPTED = "an https URL (http only on the loopback interface)";

    public OidcConfig {
        new Checks()
                .expect(issuer == null || isIssuer(issuer), "issuer", issuer, ACCEPTED)
                .expect(
                        redirectBase == null
                                || (isSafe(redirectBase) && Set.of("", "/").contains(redirectBase.getRawPath())),
                        "redirectBase",
                        redirectBase,
                        ACCEPTED + " without a path")
                .done();
    }

    /** Returns the redirect URI, which must be registered with the provider. */
    String redirectUri() {
        return redirectBase.resolve("/sessions/oidc/callback").toString();
    }

    private static boolean isIssuer(String text) {
        try {
            return isSafe(URI.create(text));
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static boolean isSafe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return uri.getHost() != null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && (scheme.equals("https") || (scheme.equals("http") && Exposure.isLoopback(uri.getHost())));
    }
}
