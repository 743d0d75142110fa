package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the services' databases and roles on a server, as an administrator (CREATEDB and CREATEROLE suffice). */
public final class Databases implements AutoCloseable {
    private static final String REVOKE_LARGE_OBJECTS = """
            DO $$ DECLARE large_object regprocedure; BEGIN
                FOR large_object IN SELECT oid FROM pg_proc
                    WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^lo(_.*|read|write)$'
                LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', large_object); END LOOP;
            END $$""";

    private final Connection connection;

    private Databases(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects to the server.
     *
     * @throws LocalRunException that says why the server cannot be used
     */
    public static Databases connect(ServerAddress administrator) {
        try {
            return new Databases(administrator.connect());
        } catch (SQLException unreachable) {
            throw new LocalRunException(
                    "The database server " + administrator + " cannot be used: " + unreachable.getMessage(),
                    unreachable);
        }
    }

    /**
     * Creates the database and its roles if they are missing, and sets the roles' passwords to the given ones.
     *
     * @param fresh true to drop a database of that name first, because an unfinished first start left it
     */
    public void ensure(ServiceDatabase database, boolean fresh) {
        try {
            if (fresh && exists("SELECT 1 FROM pg_database WHERE datname = ?", database.name())) {
                execute("DROP DATABASE %I WITH (FORCE)", database.name());
            }
            ensureRole(database.owner(), database.ownerPassword());
            ensureRole(database.applicationRole(), database.applicationPassword());
            if (!exists("SELECT 1 FROM pg_database WHERE datname = ?", database.name())) {
                execute("CREATE DATABASE %I OWNER %I", database.name(), database.owner());
                execute("REVOKE ALL ON DATABASE %I FROM PUBLIC", database.name());
                execute("GRANT CONNECT ON DATABASE %I TO %I", database.name(), database.applicationRole());
            }
        } catch (SQLException failed) {
            throw new LocalRunException(
                    "Could not create the database " + database + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Confines a service's roles to their own database, on an embedded server. Needs a superuser. The roles cannot
     * connect to other databases, and cannot create large objects, because neither table privileges nor row-level
     * security protect those.
     */
    public void confine(ServiceDatabase database) {
        ServerAddress superuser = database.server();
        try (Connection inside = superuser
                        .as(database.name(), superuser.user(), superuser.password())
                        .connect();
                Statement statement = inside.createStatement()) {
            execute("REVOKE CONNECT ON DATABASE %I FROM PUBLIC", superuser.database());
            execute("REVOKE CONNECT ON DATABASE %I FROM PUBLIC", "template1");
            statement.execute(REVOKE_LARGE_OBJECTS);
        } catch (SQLException failed) {
            throw new LocalRunException(
                    "Could not confine the roles of " + database + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new LocalRunException(
                    "The connection to the database server was lost: " + failure.getMessage(), failure);
        }
    }

    private void ensureRole(String role, String password) throws SQLException {
        if (!exists("SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            execute("CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS", role);
            execute("GRANT %I TO CURRENT_USER", role);
        }
        execute("ALTER ROLE %I PASSWORD %L", role, password);
    }

    private boolean exists(String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Runs a command whose names (%I) and texts (%L) the server quotes. */
    private void execute(String template, String... arguments) throws SQLException {
        String command;
        try (PreparedStatement format = connection.prepareStatement("SELECT format(?, VARIADIC ?::text[])")) {
            format.setString(1, template);
            format.setArray(2, connection.createArrayOf("text", arguments));
            try (ResultSet rows = format.executeQuery()) {
                rows.next();
                command = rows.getString(1);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
