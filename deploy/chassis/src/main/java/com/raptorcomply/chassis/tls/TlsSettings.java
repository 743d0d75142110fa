package com.raptorcomply.chassis.tls;

import com.raptorcomply.chassis.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of one side of TLS.
 *
 * @param certificateFile the certificate, followed by those between it and its authority
 * @param keyFile its private key, not encrypted
 * @param authorityFile who signs the other side's certificates; null: clients show none, and servers are believed as the
 *     JVM believes them
 * @param pollMillis how often the files are looked at
 */
public record TlsSettings(
        Path certificateFile, Path keyFile, @Nullable Path authorityFile, long pollMillis) {
    private static final Duration POLL_MIN = Duration.ofMillis(50);
    private static final Duration POLL_MAX = Duration.ofDays(1);

    /** Those under {@code name}; null when there are none. */
    public static @Nullable TlsSettings from(Settings settings, String name) {
        Settings tls = settings.child(name);
        if (tls.optional("certificateFile").isEmpty() && tls.optional("keyFile").isEmpty()) {
            return null;
        }
        return new TlsSettings(
                Path.of(tls.string("certificateFile")),
                Path.of(tls.string("keyFile")),
                tls.optional("authorityFile").map(Path::of).orElse(null),
                tls.duration("poll", Duration.ofSeconds(10), POLL_MIN, POLL_MAX).toMillis());
    }
}
