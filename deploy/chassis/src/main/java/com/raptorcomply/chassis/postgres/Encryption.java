package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.settings.SettingsException;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.SslMode;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * Encrypts connections. The modes {@code verify-*} verify certificates, by a file or by what the JVM trusts. {@code require}
 * does as libpq: with a file it verifies as {@code verify-ca}. The others verify nothing, because they also connect without TLS.
 */
final class Encryption {
    private Encryption() {}

    /** Returns the options of the connections of a pool. */
    static ClientSSLOptions ofPool(PostgresConfig settings) {
        ClientSSLOptions options = new ClientSSLOptions()
                .setHostnameVerificationAlgorithm(settings.tls() == SslMode.VERIFY_FULL ? "HTTPS" : "");
        return verifies(settings) ? options.setTrustOptions(trust(settings.tlsRootFile())) : options.setTrustAll(true);
    }

    /** Sets the same for connections of migrations. */
    static void apply(PostgresConfig settings, PGSimpleDataSource source) {
        Path trusted = settings.tlsRootFile();
        SslMode mode = settings.tls();
        if (verifies(settings) && trusted != null) {
            source.setSslRootCert(trusted.toString());
            mode = mode == SslMode.REQUIRE ? SslMode.VERIFY_CA : mode;
        } else if (verifies(settings)) {
            // By default the driver reads ~/.postgresql/root.crt, and fails without that file.
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
        source.setSslMode(mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static boolean verifies(PostgresConfig settings) {
        return switch (settings.tls()) {
            case VERIFY_CA, VERIFY_FULL -> true;
            case REQUIRE -> settings.tlsRootFile() != null;
            case DISABLE, ALLOW, PREFER -> false;
        };
    }

    private static TrustOptions trust(@Nullable Path trusted) {
        return trusted == null ? TrustOptions.wrap(ofTheJvm()) : new PemTrustOptions().addCertPath(trusted.toString());
    }

    /** Returns what the JVM trusts, because the client of the pool refuses to verify without trust options. */
    private static X509TrustManager ofTheJvm() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            return Arrays.stream(trust.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new SettingsException("Setting 'database.tlsRootFile' is needed, because the JVM has no trust store: "
                    + FailureReason.of(e));
        }
    }
}
