package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.local.postgres.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads the key service's database directly. */
final class Ledger {
    private Ledger() {}

    /**
     * Runs a statement.
     *
     * @param statement returns one number
     */
    static long number(ServiceDatabase database, String statement) {
        try (Connection connection = connect(database);
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(statement)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static Connection connect(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + database.settings().get("database.url"),
                database.applicationRole(),
                database.applicationPassword());
    }
}
