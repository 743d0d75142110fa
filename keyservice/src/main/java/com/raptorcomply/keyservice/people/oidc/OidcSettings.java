package com.raptorcomply.keyservice.people.oidc;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The OpenID provider that people may sign in with.
 *
 * @param issuer exactly as its ID tokens name it
 * @param redirectBase where browsers reach this service: scheme, host and port
 */
public record OidcSettings(String issuer, String clientId, Secret clientSecret, URI redirectBase) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final String ACCEPTED = "an https URL (http only on the loopback interface)";

    /** Reads the settings under {@code oidc}; empty without an issuer. */
    public static Optional<OidcSettings> from(Settings all) {
        Settings settings = all.child("oidc");
        if (!settings.has("issuer")) {
            return Optional.empty();
        }
        URI issuer = settings.uri("issuer");
        settings.expect(
                isSafe(issuer) && issuer.getQuery() == null && issuer.getFragment() == null, "issuer", ACCEPTED);
        URI base = settings.uri("redirectBase");
        boolean isOrigin = base.getRawPath().isEmpty() || base.getRawPath().equals("/");
        settings.expect(
                !settings.has("redirectBase")
                        || (isSafe(base) && isOrigin && base.getQuery() == null && base.getFragment() == null),
                "redirectBase",
                ACCEPTED + " without a path");
        return Optional.of(new OidcSettings(
                settings.string("issuer"), settings.string("clientId"), settings.secret("clientSecret"), base));
    }

    /** Where the provider sends browsers back to; registered with it. */
    String redirectUri() {
        return redirectBase.resolve("/sessions/oidc/callback").toString();
    }

    private static boolean isSafe(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https")
                || (scheme.equals("http") && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT)));
    }
}
