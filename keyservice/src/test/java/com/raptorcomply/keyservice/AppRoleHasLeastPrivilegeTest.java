package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppRoleHasLeastPrivilegeTest {
    private final TestService service = TestService.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE x (y int)",
                "DROP TABLE api_key",
                "ALTER TABLE api_key ADD COLUMN x int",
                "TRUNCATE change_log",
                "DELETE FROM api_key",
                "DELETE FROM change_log",
                "UPDATE change_floor SET sequence = sequence",
                "DELETE FROM key_secret",
                "DELETE FROM organization",
                "DELETE FROM app_user",
                "UPDATE change_log SET subject_id = ''",
                "UPDATE key_secret SET digest = digest",
                "UPDATE api_key SET organization_id = organization_id",
                "UPDATE change_head SET epoch = epoch",
                "INSERT INTO change_head DEFAULT VALUES",
                "SELECT * FROM flyway_schema_history"
            })
    void isRefused(String sql) throws SQLException {
        try (Connection connection = service.database().userConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .as(refused.getMessage())
                            .isEqualTo("42501"));
        }
    }

    @Test
    void ownsNothingAndIsNobodySpecial() throws SQLException {
        try (Connection connection = service.database().userConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreatedb OR r.rolcreaterole,
                        (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid)
                        FROM pg_roles r WHERE r.rolname = current_user""")) {
            row.next();
            assertThat(row.getBoolean(1)).isFalse();
            assertThat(row.getInt(2)).isZero();
        }
    }
}
