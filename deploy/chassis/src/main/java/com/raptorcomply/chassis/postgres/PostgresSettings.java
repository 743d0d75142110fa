package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a service's database is and how much of it the service may take.
 *
 * @param host name or address
 * @param database its name
 * @param user the role that serves requests: neither owner nor superuser, bound by row-level security
 * @param ownerUser the role that owns the tables and runs migrations
 * @param poolSize connections at most
 * @param waitQueueMax requests that may wait for a connection; the next one is refused at once
 * @param connectTimeout for one connection attempt
 * @param acquireTimeout how long a request waits for a connection
 * @param statementTimeout after which the server ends a statement
 * @param tls whether, and how strictly, the connection is encrypted
 * @param tlsRootFile PEM file of the certificates to trust, if not the JVM's
 */
public record PostgresSettings(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        String ownerUser,
        Secret ownerPassword,
        int poolSize,
        int waitQueueMax,
        Duration connectTimeout,
        Duration acquireTimeout,
        Duration statementTimeout,
        SslMode tls,
        Optional<String> tlsRootFile) {

    private static final int PORT = 5432;
    private static final Duration TIME_MAX = Duration.ofMinutes(10);
    private static final Duration COMMAND_WAIT = Duration.ofMinutes(1);
    private static final String URL_FORM = "postgresql://host:port/name, without user or password";

    /** Reads the settings under {@code database}. */
    public static PostgresSettings from(Settings all) {
        Settings settings = all.child("database");
        URI url = url(settings);
        int poolSize = settings.integer("poolSize", 10, 1, 1_000);
        return new PostgresSettings(
                url.getHost(),
                url.getPort() < 0 ? PORT : url.getPort(),
                url.getPath().substring(1),
                settings.string("user"),
                settings.secret("password"),
                settings.string("owner"),
                settings.secret("ownerPassword"),
                poolSize,
                settings.integer("waitQueueMax", poolSize * 50, 1, 100_000),
                time(settings, "connectTimeout", Duration.ofSeconds(2)),
                time(settings, "acquireTimeout", Duration.ofSeconds(2)),
                time(settings, "statementTimeout", Duration.ofSeconds(10)),
                settings.oneOf("tls", SslMode.DISABLE),
                settings.optional("tlsRootFile"));
    }

    /** The same, with the role that owns the tables: for operators' commands, never for a service. */
    public PostgresSettings asOwner() {
        return with(ownerUser, ownerPassword, connectTimeout, acquireTimeout, statementTimeout);
    }

    /** The same for an operator's command, which waits on a busy machine rather than gives up, and may read all there is. */
    public PostgresSettings forCommand() {
        return with(user, password, COMMAND_WAIT, COMMAND_WAIT, TIME_MAX);
    }

    private PostgresSettings with(
            String role, Secret itsPassword, Duration connect, Duration acquire, Duration statement) {
        return new PostgresSettings(
                host,
                port,
                database,
                role,
                itsPassword,
                ownerUser,
                ownerPassword,
                poolSize,
                waitQueueMax,
                connect,
                acquire,
                statement,
                tls,
                tlsRootFile);
    }

    private static Duration time(Settings settings, String key, Duration fallback) {
        return settings.duration(key, fallback, Duration.ofMillis(1), TIME_MAX);
    }

    private static URI url(Settings settings) {
        try {
            URI url = new URI(settings.string("url"));
            boolean scheme = "postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme());
            boolean name = url.getPath() != null && url.getPath().matches("/[^/]+");
            if (scheme && name && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Refused below, without the value: it may hold a password.
        }
        if (settings.has("url")) {
            settings.fault(new SettingsException("Setting 'database.url' is not accepted; expected " + URL_FORM));
        }
        return URI.create("postgresql://unset/unset");
    }
}
