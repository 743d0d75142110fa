package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A database for one test.
 *
 * @param owner the role that owns its tables and runs migrations
 * @param user the role that serves requests, neither owner nor superuser
 */
public record TestDatabase(int port, String name, String owner, String user) {
    static final String PASSWORD = "test-password";

    /** Returns the settings with which a service uses this database. */
    public Map<String, Object> overrides() {
        return Map.of(
                "database.url", "postgresql://127.0.0.1:" + port + "/" + name,
                "database.user", user,
                "database.password", PASSWORD,
                "database.owner", owner,
                "database.ownerPassword", PASSWORD);
    }

    public PostgresConfig settings() {
        return config(overrides());
    }

    static PostgresConfig config(Map<String, ?> overrides) {
        Settings settings = Settings.load("TEST", null, Map.of(), overrides);
        return ConfigReader.ofPart(DatabaseOnly.class).read(settings).database();
    }

    private record DatabaseOnly(PostgresConfig database) {}

    /** A JDBC connection as the owner, for looking at what is stored. */
    public Connection ownerConnection() throws SQLException {
        return connect(owner);
    }

    /** Opens a JDBC connection as the role that serves requests. */
    public Connection userConnection() throws SQLException {
        return connect(user);
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + name, role, PASSWORD);
    }
}
