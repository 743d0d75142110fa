package com.raptorcomply.local.demo;

import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.step.LocalRunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Writes an inventory into the resource service's database as the service itself does: with its application role, under
 * row-level security, in one transaction that names the organization.
 */
public record InventoryWriter(ServerAddress resources) {

    public void write(UUID organizationId, DemoInventory inventory) {
        try (Connection connection = resources.connect()) {
            connection.setAutoCommit(false);
            execute(connection, "SELECT set_config('app.organization_id', ?, true)", organizationId.toString());
            for (String table : inventory.tables().keySet()) {
                execute(
                        connection,
                        "INSERT INTO %1$s (%2$s) SELECT %2$s FROM json_populate_recordset(NULL::%1$s, ?::json)"
                                .formatted(table, inventory.columns(table)),
                        inventory.json(table, organizationId.toString()));
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new LocalRunException("Could not write the demo data: " + failed.getMessage(), failed);
        }
    }

    private static void execute(Connection connection, String sql, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            statement.execute();
        }
    }
}
