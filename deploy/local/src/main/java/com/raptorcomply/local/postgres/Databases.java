package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the services' databases and roles on a server where we are an administrator (CREATEDB and CREATEROLE are enough). */
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

    /** @throws LocalRunException that says why the server cannot be used */
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
     * Makes the database and its roles where they are missing, and sets the roles' passwords to the given ones.
     *
     * @param fresh drops a database of that name first: what an unfinished first start left
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
            throw new LocalRunException("Could not make the database " + database + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Keeps the roles of a service to their own database, on a server that is ours alone: no other database lets them in, and in
     * their own they make no large objects, which no table's rights and no row-level security hold. Needs a superuser.
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
        } catch (SQLException gone) {
            throw new LocalRunException("The connection to the database server broke: " + gone.getMessage(), gone);
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

    /** The server itself quotes the names (%I) and texts (%L). */
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
