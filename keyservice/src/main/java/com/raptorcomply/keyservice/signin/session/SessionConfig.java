package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code sessions}: users' sessions (NIST SP 800-63B-4 section 2.2.3).
 *
 * @param secureCookie true: browsers send the cookie over TLS only; false only for a local run
 * @param lifetime the time after which a user must sign in again
 * @param idleTimeout the time without a request after which a user must sign in again
 * @param passwordThreads the number of passwords checked at the same time
 * @param totpKey encrypts the secrets of authenticator apps; 32 bytes in base64
 * @param totpKeyPrevious decrypts secrets that were encrypted with it
 */
public record SessionConfig(
        @Default("true") boolean secureCookie,
        @Default("12h") Duration lifetime,
        @Default("30m") Duration idleTimeout,
        @Computed("half of the processors") Integer passwordThreads,
        @Nullable Secret totpKey,
        @Nullable Secret totpKeyPrevious) {
    private static final Duration TIME_MIN = Duration.ofMinutes(1);
    private static final Duration TIME_MAX = Duration.ofDays(30);
    private static final String KEY = "32 bytes in base64";

    public SessionConfig {
        passwordThreads =
                passwordThreads == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : passwordThreads;
        new Checks()
                .within("lifetime", lifetime, TIME_MIN, TIME_MAX)
                .within("idleTimeout", idleTimeout, TIME_MIN, TIME_MAX)
                .within("passwordThreads", passwordThreads, 1, 64)
                .expectUnshown(totpKey == null || SecretCipher.isKey(totpKey), "totpKey", KEY)
                .expectUnshown(totpKeyPrevious == null || SecretCipher.isKey(totpKeyPrevious), "totpKeyPrevious", KEY)
                .done();
    }

    /** Returns the cipher of the secrets of authenticator apps. */
    public SecretCipher secretCipher() {
        return SecretCipher.of(totpKey, totpKeyPrevious);
    }
}
