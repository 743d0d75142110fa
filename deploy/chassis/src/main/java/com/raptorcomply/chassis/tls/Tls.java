package com.raptorcomply.chassis.tls;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.chassis.settings.UnusableFileException;
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
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
    /** The last usable files. */
    private volatile PemFiles newest;

    private volatile boolean changed;
    /** The files that all servers and clients use. */
    private volatile PemFiles current;
    /** The changed files that are being applied, or that are unusable. */
    private volatile @Nullable PemFiles tried;

    private Tls(Vertx vertx, TlsConfig settings, PemFiles files) {
        this.vertx = vertx;
        this.settings = settings;
        this.newest = files;
        this.current = files;
        this.timer = vertx.setPeriodic(settings.poll().toMillis(), id -> vertx.executeBlocking(this::reloadIfChanged));
    }

    /**
     * Opens one side of TLS of a service, and shows the end of its certificate. Blocks.
     *
     * @param settings null: the service does not use it
     * @param use of the certificate in metrics: {@code clients} or {@code services}
     * @param onClose has its argument called when the service closes, also after a failed start
     * @throws SettingsException if a file is missing or unusable
     */
    public static @Nullable Tls open(
            Vertx vertx, @Nullable TlsConfig settings, String use, MeterRegistry meters, Consumer<Runnable> onClose) {
        if (settings == null) {
            return null;
        }
        Tls tls = open(vertx, settings).show(meters, use);
        onClose.accept(tls::close);
        return tls;
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
        } catch (UnusableFileException e) {
            throw new SettingsException(e.sentence());
        }
    }

    /** Adds TLS to a server's options. With an authority, the server requests a client certificate from it. */
    public HttpServerOptions serve(HttpServerOptions options, ClientAuth auth) {
        PemFiles files = newest;
        options.setSsl(true).setUseAlpn(true).setClientAuth(auth(files, auth));
        add(files, options);
        return options;
    }

    /** Updates a listening server whenever the files change. */
    public void keep(HttpServer server, ClientAuth auth) {
        follow(files -> server.updateSSLOptions(
                ((ServerSSLOptions) harden(new ServerSSLOptions(), files)).setClientAuth(auth(files, auth))));
    }

    /**
     * Creates a client that presents the certificate on TLS connections and trusts the authority, and updates it whenever the
     * files change.
     *
     * @param tls null: the client presents no certificate, and trusts as the JVM does
     * @param update the client's own method for new options
     */
    public static <O extends ClientOptionsBase, C> C client(
            @Nullable Tls tls,
            O options,
            Function<O, C> create,
            BiFunction<C, ClientSSLOptions, Future<Boolean>> update) {
        if (tls == null) {
            return create.apply(options);
        }
        add(tls.newest, options);
        C client = create.apply(options);
        tls.follow(files -> update.apply(client, (ClientSSLOptions)
                harden(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"), files)));
        return client;
    }

    /** Offers each change to a server or client, and the last one at once, which may have come while it was made. */
    private void follow(Function<PemFiles, Future<?>> update) {
        updates.add(update);
        if (changed) {
            update.apply(newest).onFailure(this::logNotApplied);
        }
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

    private static void add(PemFiles files, TCPSSLOptions options) {
        options.setEnabledSecureTransportProtocols(PROTOCOLS).setKeyCertOptions(files.identity());
        CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        if (files.trust() != null) {
            options.setTrustOptions(files.trust());
        }
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
            boolean isInUse = files.equals(current) && files.equals(newest);
            if (isInUse || files.equals(tried)) {
                return null;
            }
            tried = files;
            files.check(vertx);
            apply(files);
        } catch (Exception e) {
            logRejected(e, "The certificate files cannot be used; the certificate of before stays in use");
        }
        return null;
    }

    /**
     * Has all servers and clients use the files. Until all of them do, those of before count as the files in use, and the next
     * poll tries again.
     */
    private void apply(PemFiles files) {
        // Before the updates are read, so that one that is added now either is among them or finds these files.
        newest = files;
        changed = true;
        Future.join(updates.stream()
                        .map(update -> Future.succeededFuture().compose(begun -> update.apply(files)))
                        .toList())
                .onSuccess(applied -> {
                    current = files;
                    LOG.atInfo()
                            .addKeyValue(LogKeys.FILE, settings.certificateFile())
                            .log("Certificate changed");
                })
                .onFailure(this::logNotApplied)
                .onComplete(applied -> tried = null);
    }

    private void logNotApplied(Throwable cause) {
        logRejected(cause, "Applying the changed certificate failed");
    }

    private void logRejected(Throwable cause, String what) {
        LOG.atWarn()
                .addKeyValue(LogKeys.FILE, settings.certificateFile())
                .addKeyValue(LogKeys.REASON, cause.getMessage())
                .log(what);
    }
}
