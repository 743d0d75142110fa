package com.raptorcomply.chassis.tls;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.SettingsException;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of TLS, 1.2 or 1.3 with authenticated encryption only. When its files change, and are usable, servers and
 * clients take the new ones for new connections, and those that there are go on; unusable ones are told of and left. Any
 * thread.
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
    private final List<Function<PemFiles, Future<?>>> users = new CopyOnWriteArrayList<>();
    private final long timer;
    private volatile PemFiles current;
    private @Nullable PemFiles refused;

    private Tls(Vertx vertx, TlsConfig settings, PemFiles files) {
        this.vertx = vertx;
        this.settings = settings;
        this.current = files;
        this.timer = vertx.setPeriodic(settings.poll().toMillis(), id -> vertx.executeBlocking(this::look));
    }

    /**
     * Reads the files; blocks for that.
     *
     * @throws SettingsException if they are not there or cannot be used
     */
    public static Tls open(Vertx vertx, TlsConfig settings) {
        try {
            PemFiles files = PemFiles.read(settings);
            files.check(vertx);
            return new Tls(vertx, settings, files);
        } catch (Exception e) {
            throw new SettingsException("The certificate " + settings.certificateFile() + " with the key "
                    + settings.keyFile() + " cannot be used: " + e.getMessage());
        }
    }

    /** Makes options of a server TLS ones; with an authority, clients are asked for a certificate of it. */
    public HttpServerOptions serve(HttpServerOptions options, ClientAuth auth) {
        options.setSsl(true).setUseAlpn(true).setClientAuth(auth(current, auth)).setKeyCertOptions(current.identity());
        harden(options);
        if (current.trust() != null) {
            options.setTrustOptions(current.trust());
        }
        return options;
    }

    /** Gives a listening server the files as they will be. */
    public void keep(HttpServer server, ClientAuth auth) {
        users.add(files -> server.updateSSLOptions(
                ((ServerSSLOptions) harden(new ServerSSLOptions(), files)).setClientAuth(auth(files, auth))));
    }

    /** Makes options of a client such that it shows its certificate where TLS is spoken, and believes the authority. */
    public <T extends ClientOptionsBase> T call(T options) {
        options.setKeyCertOptions(current.identity());
        harden(options);
        if (current.trust() != null) {
            options.setTrustOptions(current.trust());
        }
        return options;
    }

    /** Gives a client the files as they will be, by its own method for that. */
    public void keep(Function<ClientSSLOptions, Future<Boolean>> client) {
        users.add(files -> client.apply(
                (ClientSSLOptions) harden(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"), files)));
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        users.clear();
    }

    private static ClientAuth auth(PemFiles files, ClientAuth wanted) {
        return files.authority() == null ? ClientAuth.NONE : wanted;
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

    /** Files that are being written may not fit together yet; the next look sees them whole. */
    private synchronized @Nullable Void look() {
        try {
            PemFiles files = PemFiles.read(settings);
            if (files.equals(current) || files.equals(refused)) {
                return null;
            }
            refused = files;
            files.check(vertx);
            users.forEach(user -> user.apply(files).onFailure(cause -> told(cause, "Certificate not taken")));
            current = files;
            refused = null;
            LOG.atInfo().addKeyValue(LogKeys.FILE, settings.certificateFile()).log("Certificate changed");
        } catch (Exception e) {
            told(e, "Changed certificate cannot be used; the old one goes on");
        }
        return null;
    }

    private void told(Throwable cause, String what) {
        LOG.atWarn()
                .addKeyValue(LogKeys.FILE, settings.certificateFile())
                .addKeyValue(LogKeys.REASON, cause.getMessage())
                .log(what);
    }
}
