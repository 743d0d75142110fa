package com.raptorcomply.keyservice.people.session;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.people.secondfactor.SecretCipher;
import java.time.Duration;

/**
 * How people's sessions are kept (NIST SP 800-63B-4 section 2.2.3).
 *
 * @param secureCookie whether browsers send the cookie over TLS only; false only for a run on one's own machine
 * @param lifetime after which to sign in again in any case
 * @param idleTimeout after which to sign in again if nothing was done
 * @param passwordThreads how many passwords are checked at the same time
 * @param clients tells where people's attempts to sign in come from
 * @param secretCipher what is shared with authenticator apps is encrypted with
 */
public record SessionSettings(
        boolean secureCookie,
        Duration lifetime,
        Duration idleTimeout,
        int passwordThreads,
        ClientAddressResolver clients,
        SecretCipher secretCipher) {

    /** Reads the settings under {@code sessions} and {@code clientAddress}. */
    public static SessionSettings from(Settings all) {
        Settings settings = all.child("sessions");
        int processors = Runtime.getRuntime().availableProcessors();
        return new SessionSettings(
                settings.bool("secureCookie", true),
                settings.duration("lifetime", Duration.ofHours(12), Duration.ofMinutes(1), Duration.ofDays(30)),
                settings.duration("idleTimeout", Duration.ofMinutes(30), Duration.ofMinutes(1), Duration.ofDays(30)),
                settings.integer("passwordThreads", Math.max(1, processors / 2), 1, 64),
                ClientAddressResolver.from(all),
                SecretCipher.from(settings));
    }
}
