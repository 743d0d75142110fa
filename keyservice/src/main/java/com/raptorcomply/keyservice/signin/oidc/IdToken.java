package com.raptorcomply.keyservice.signin.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The checked claims of a provider's ID token (OpenID Connect Core section 3.1.3.7). The caller has checked the
 * signature.
 *
 * @param subject the provider's permanent id of the user
 * @param verifiedEmail empty unless the provider has verified the address
 */
record IdToken(String subject, Optional<String> verifiedEmail) {
    private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(1);
    private static final int SUBJECT_CHARACTERS_MAX = 255;
    private static final int EMAIL_CHARACTERS_MAX = 254;

    /** Carries the reason why a token is refused. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Reads and checks a token's claims.
     *
     * @throws RefusedException with the name of the first invalid claim
     */
    static IdToken of(JsonObject claims, OidcConfig settings, BrowserSecret secret, Instant now)
            throws RefusedException {
        require(settings.issuer().equals(claims.getValue("iss")), "iss");
        requireAudience(claims, settings.clientId());
        requireTime(claims, now);
        require(claims.getValue("nonce") instanceof String nonce && secret.isNonce(nonce), "nonce");
        require(claims.getValue("sub") instanceof String, "sub");
        String subject = claims.getString("sub");
        require(!subject.isBlank() && subject.length() <= SUBJECT_CHARACTERS_MAX, "sub");
        return new IdToken(subject, verifiedEmail(claims));
    }

    private static void requireAudience(JsonObject claims, String clientId) throws RefusedException {
        Object audience = claims.getValue("aud");
        boolean isShared = audience instanceof JsonArray all && all.size() > 1;
        require(clientId.equals(audience) || (audience instanceof JsonArray all && all.contains(clientId)), "aud");
        Object party = claims.getValue("azp");
        require(party == null ? !isShared : clientId.equals(party), "azp");
    }

    private static void requireTime(JsonObject claims, Instant now) throws RefusedException {
        long skew = CLOCK_SKEW_MAX.toSeconds();
        require(claims.getValue("exp") instanceof Number end && end.longValue() + skew > now.getEpochSecond(), "exp");
        require(
                claims.getValue("iat") instanceof Number issued
                        && issued.longValue() - skew <= now.getEpochSecond()
                        && issued.longValue() + BrowserSecret.LIFETIME.toSeconds() + skew >= now.getEpochSecond(),
                "iat");
    }

    private static Optional<String> verifiedEmail(JsonObject claims) {
        boolean isVerified = Boolean.TRUE.equals(claims.getValue("email_verified"));
        return isVerified
                        && claims.getValue("email") instanceof String email
                        && email.length() <= EMAIL_CHARACTERS_MAX
                        && email.indexOf('\0') < 0
                ? Optional.of(email)
                : Optional.empty();
    }

    private static void require(boolean holds, String claim) throws RefusedException {
        if (!holds) {
            throw new RefusedException("ID token: " + claim);
        }
    }
}
