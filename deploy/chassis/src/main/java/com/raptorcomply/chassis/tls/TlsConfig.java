package com.raptorcomply.chassis.tls;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.NamesFiles;
import com.raptorcomply.chassis.settings.UnusableFileException;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of one side of TLS.
 *
 * @param certificateFile the certificate, followed by those between it and its authority
 * @param keyFile its private key, not encrypted: RSA, or EC on P-256, P-384 or P-521
 * @param authorityFile the authority of the other side's certificates; null: clients show none, and servers are verified as
 *     the JVM does it
 * @param poll the time between two looks at the files
 */
public record TlsConfig(
        Path certificateFile,
        Path keyFile,
        @Nullable Path authorityFile,
        @Default("10s") Duration poll) implements NamesFiles {
    public TlsConfig {
        new Checks()
                .within("poll", poll, Duration.ofMillis(50), Duration.ofDays(1))
                .done();
    }

    @Override
    public void requireUsableFiles(Vertx vertx) throws UnusableFileException {
        PemFiles.read(this).check(vertx);
    }

    /**
     * Checks a file of certificates to trust. Blocks.
     *
     * @param setting that names the file
     * @param file null: there is none to check
     */
    public static void requireAuthority(Vertx vertx, String setting, @Nullable Path file) throws UnusableFileException {
        if (file != null) {
            PemFile.read(setting, file).requireCertificates(vertx);
        }
    }
}
