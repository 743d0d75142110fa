package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The address of a database on a PostgreSQL server, with an account. {@link #toString} omits the password. */
public record ServerAddress(String host, int port, String database, String user, String password) {
    private static final int CONNECT_SECONDS_MAX = 10;

    /**
     * Parses {@code postgresql://user:password@host:port/database}. Port (5432) and database (postgres) are optional.
     *
     * @throws LocalRunException that says what is wrong, without the password
     */
    public static ServerAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            throw unusable(malformed.getReason());
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw unusable("it must start with postgresql://");
        }
        if (uri.getHost() == null) {
            throw unusable("it has no host");
        }
        String[] account = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (account.length < 2) {
            throw unusable("it has no user and password");
        }
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        return new ServerAddress(
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                path.isEmpty() ? "postgres" : path,
                decoded(account[0]),
                decoded(account[1]));
    }

    /** Returns the same server with another database and account. */
    public ServerAddress as(String otherDatabase, String otherUser, String otherPassword) {
        return new ServerAddress(host, port, otherDatabase, otherUser, otherPassword);
    }

    /** Returns the URL for the services' settings, without an account. */
    public String url() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "" + CONNECT_SECONDS_MAX);
        properties.setProperty("ApplicationName", "raptorcomply-local");
        return DriverManager.getConnection("jdbc:" + url(), properties);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }

    private static LocalRunException unusable(String why) {
        return new LocalRunException(
                "--database-url is not usable: " + why + " (expected: postgresql://user:password@host:port/database)");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
