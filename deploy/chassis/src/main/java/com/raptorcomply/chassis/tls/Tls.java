package com.raptorcomply.chassis.tls;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.SettingsException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures one side of TLS 1.2 or 1.3, with authenticated encryption only. Any thread.
 *
 * <p>When its files change and are usable, servers and clients use them for new connections; open connections continue.
 * Unusable files are logged and ignored.
 */
public final class Tls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Vertx vertx;
    private final TlsConfig settings;
    private final List<Function<PemFiles, Future<?>>> updates = new CopyOnWriteArrayList<>();
    private final long timer;
    private volatile PemFiles current;
    /** The changed files that are being applied, or that are unusable. */
    private volatile @Nullable PemFiles tried;

    private Tls(Vertx vertx, TlsConfig settings, PemFiles files) {
        this.vertx = vertx;
        this.settings = settings;
        this.current = files;
        this.timer = vertx.setPeriodic(settings.poll().toMillis(), id -> vertx.executeBlocking(this::reloadIfChanged));
    }

    /**
     * Reads the files. Blocks.
     *
     * @throws SettingsException if a file is missing or unusable
     */
    public static Tls open(Vertx vertx, TlsConfig settings) {
        try {
            PemFiles files = PemFiles.read(settings);
            files.check(vertx);
            return new Tls(vertx, settings, files);
        } catch (Exception e) {
            throw new SettingsException("Setting 'certificateFile' with " + settings.certificateFile()
                    + " and 'keyFile' with " + settings.keyFile() + " cannot be used: " + e.getMessage());
        }
    }

    /** Adds TLS to a server's options. With an authority, the server requests a client certificate from it. */
    public HttpServerOptions serve(HttpServerOptions options, ClientAuth auth) {
        options.setSsl(true).setUseAlpn(true).setClientAuth(auth(current, auth)).setKeyCertOptions(current.identity());
        harden(options);
        if (current.trust() != null) {
            options.setTrustOptions(current.trust());
        }
        return options;
    }

    /** Updates a listening server whenever the files change. */
    public void keep(HttpServer server, ClientAuth auth) {
        updates.add(files -> server.updateSSLOptions(
                ((ServerSSLOptions) harden(new ServerSSLOptions(), files)).setClientAuth(auth(files, auth))));
    }

    /**
     * Adds TLS to a client's options: the client presents its certificate on TLS connections and trusts the authority.
     */
    public <T extends ClientOptionsBase> T call(T options) {
        options.setKeyCertOptions(current.identity());
        harden(options);
        if (current.trust() != null) {
            options.setTrustOptions(current.trust());
        }
        return options;
    }

    /**
     * Updates a client whenever the files change.
     *
     * @param client the client's own method for that
     */
    public void keep(Function<ClientSSLOptions, Future<Boolean>> client) {
        updates.add(files -> client.apply(
                (ClientSSLOptions) harden(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"), files)));
    }

    /**
     * Shows the end of the validity of the certificate in use.
     *
     * @param use tells several certificates of a service apart
     */
    public Tls show(MeterRegistry meters, String use) {
        Gauge.builder("tls.certificate.not.after.timestamp", this, Tls::notAfterSeconds)
                .baseUnit("seconds")
                .description("End of the validity of the certificate in use, in seconds since 1970")
                .tag("use", use)
                .register(meters);
        return this;
    }

    private double notAfterSeconds() {
        try {
            return current.notAfter().getEpochSecond();
        } catch (GeneralSecurityException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        updates.clear();
    }

    private static ClientAuth auth(PemFiles files, ClientAuth configured) {
        return files.authority() == null ? ClientAuth.NONE : configured;
    }

    private static void harden(TCPSSLOptions options) {
        options.setEnabledSecureTransportProtocols(PROTOCOLS);
        CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
    }

    private static SSLOptions harden(SSLOptions options, PemFiles files) {
        options.setEnabledSecureTransportProtocols(PROTOCOLS).setUseAlpn(true).setKeyCertOptions(files.identity());
        CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        if (files.trust() != null) {
            options.setTrustOptions(files.trust());
        }
        return options;
    }

    /** Reloads changed files. Files that are still being written may not match; the next poll reads them complete. */
    private synchronized @Nullable Void reloadIfChanged() {
        try {
            PemFiles files = PemFiles.read(settings);
            if (files.equals(current) || files.equals(tried)) {
                return null;
            }
            tried = files;
            files.check(vertx);
            apply(files);
        } catch (Exception e) {
            logRejected(e, "Changed certificate is invalid; the old one stays in use");
        }
        return null;
    }

    /**
     * Has all servers and clients use the files. Until all of them do, those of before count as the files in use, and the next
     * poll tries again.
     */
    private void apply(PemFiles files) {
        Future.join(updates.stream()
                        .map(update -> Future.succeededFuture().compose(begun -> update.apply(files)))
                        .toList())
                .onSuccess(applied -> {
                    current = files;
                    LOG.atInfo()
                            .addKeyValue(LogKeys.FILE, settings.certificateFile())
                            .log("Certificate changed");
                })
                .onFailure(cause -> logRejected(cause, "Applying the changed certificate failed"))
                .onComplete(applied -> tried = null);
    }

    private void logRejected(Throwable cause, String what) {
        LOG.atWarn()
                .addKeyValue(LogKeys.FILE, settings.certificateFile())
                .addKeyValue(LogKeys.REASON, cause.getMessage())
                .log(what);
    }
}
