package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.NamesFiles;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.UnusableFileException;
import com.raptorcomply.chassis.tls.TlsConfig;
import io.vertx.core.Vertx;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code database}: the address of a service's database, and how much of it the service may take.
 *
 * @param url {@code postgresql://host:port/name}, without user or password
 * @param user the role that serves requests: neither owner nor superuser, bound by row-level security
 * @param role whose rights the user has: the user itself, or a role that it is a member of, so that logins can take turns
 *     while their passwords are changed
 * @param owner the role that owns the tables and runs migrations
 * @param poolSize connections at most
 * @param waitQueueMax requests that may wait for a connection; the next one is refused at once
 * @param connectTimeout for one connection attempt
 * @param acquireTimeout the time that a request waits for a connection
 * @param statementTimeout after which the server ends a statement
 * @param tls the mode of encryption
 * @param tlsRootFile PEM file of the certificates to trust; null: the JVM's
 */
public record PostgresConfig(
        String url,
        String user,
        Secret password,
        @Computed("user") String role,
        String owner,
        Secret ownerPassword,
        @Default("10") int poolSize,
        @Computed("50 × poolSize") Integer waitQueueMax,
        @Default("2s") Duration connectTimeout,
        @Default("2s") Duration acquireTimeout,
        @Default("10s") Duration statementTimeout,
        @Default("disable") SslMode tls,
        @Nullable Path tlsRootFile)
        implements NamesFiles {

    private static final int PORT = 5432;
    private static final int WAITING_PER_CONNECTION = 50;
    private static final Duration TIME_MIN = Duration.ofMillis(1);
    private static final Duration TIME_MAX = Duration.ofMinutes(10);
    private static final Duration COMMAND_WAIT = Duration.ofMinutes(1);

    public PostgresConfig {
        role = role == null ? user : role;
        waitQueueMax = waitQueueMax == null ? poolSize * WAITING_PER_CONNECTION : waitQueueMax;
        new Checks()
                .expectUnshown(
                        url == null || isAccepted(url), "url", "postgresql://host:port/name, without user or password")
                .within("poolSize", poolSize, 1, 1_000)
                .within("waitQueueMax", waitQueueMax, 1, 100_000)
                .within("connectTimeout", connectTimeout, TIME_MIN, TIME_MAX)
                .within("acquireTimeout", acquireTimeout, TIME_MIN, TIME_MAX)
                .within("statementTimeout", statementTimeout, TIME_MIN, TIME_MAX)
                .done();
    }

    @Override
    public void requireUsableFiles(Vertx vertx) throws UnusableFileException {
        TlsConfig.requireAuthority(vertx, "tlsRootFile", tlsRootFile);
    }

    /** The host name or address. */
    public String host() {
        return URI.create(url).getHost();
    }

    public int port() {
        int port = URI.create(url).getPort();
        return port < 0 ? PORT : port;
    }

    /** The name of the database. */
    public String database() {
        return URI.create(url).getPath().substring(1);
    }

    /** The same, with the role that owns the tables: for operators' commands, never for a service. */
    public PostgresConfig asOwner() {
        return with(owner, ownerPassword, connectTimeout, acquireTimeout, statementTimeout);
    }

    /** The same for an operator's command, which waits on a busy machine rather than gives up, and may read all there is. */
    public PostgresConfig forCommand() {
        return with(user, password, COMMAND_WAIT, COMMAND_WAIT, TIME_MAX);
    }

    private PostgresConfig with(
            String login, Secret itsPassword, Duration connect, Duration acquire, Duration statement) {
        return new PostgresConfig(
                url,
                login,
                itsPassword,
                role,
                owner,
                ownerPassword,
                poolSize,
                waitQueueMax,
                connect,
                acquire,
                statement,
                tls,
                tlsRootFile);
    }

    private static boolean isAccepted(String text) {
        try {
            URI url = new URI(text);
            boolean scheme = "postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme());
            boolean name = url.getPath() != null && url.getPath().matches("/[^/]+");
            return scheme
                    && name
                    && url.getHost() != null
                    && Checks.isPort(url)
                    && url.getUserInfo() == null
                    && url.getQuery() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
