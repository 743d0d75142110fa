package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restricted caller writes rows in its places, new ones too, and moves none out of them. */
class WrittenRowsLieInSightTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID inside = records.facilityOf(center, "F-1");
    private final UUID outside = records.facility("F-2");
    private final UUID system = records.systemIn("facility_id", inside, "S-1");
    private final UUID other = records.systemIn("facility_id", outside, "S-2");
    private final Connection connection = UnderTest.shared().database().userConnection();

    WrittenRowsLieInSightTest() throws SQLException {}

    @BeforeEach
    void restrict() throws SQLException {
        connection.setAutoCommit(false);
        become("\"controlCenters\":[\"" + center + "\"]");
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void newRowsInside() throws SQLException {
        assertThat(execute(newSystem("facility_id", inside))).isEqualTo(1);
        assertThat(execute(newSystem("control_center_id", center))).isEqualTo(1);
        assertThat(execute(newFacility(center))).isEqualTo(1);
        assertThat(
                        execute(
                                "UPDATE cyber_system SET system_title = 'x', updated_at = change_time() WHERE system_code LIKE 'N-%' RETURNING id"))
                .isEqualTo(2);
        assertThat(execute("UPDATE cyber_system SET control_center_id = '" + center
                        + "', facility_id = NULL, updated_at = change_time() WHERE id = '" + system + "' RETURNING id"))
                .isEqualTo(1);
    }

    @Test
    void newRowsOutside() throws SQLException {
        assertRefused(newSystem("facility_id", outside));
        assertRefused(newFacility(null));
        assertRefused("INSERT INTO physical_area (organization_id, id, name, regulatory_type, facility_id) VALUES ('"
                + caller.organization() + "', gen_random_uuid(), 'A', 'PSP', '" + outside + "')");
    }

    @Test
    void noRowLeaves() throws SQLException {
        assertRefused("UPDATE cyber_system SET facility_id = '" + outside + "', updated_at = change_time() WHERE id = '"
                + system + "'");
        assertRefused(
                "UPDATE facility SET control_center_id = NULL, updated_at = change_time() WHERE id = '" + inside + "'");
        assertThat(execute("UPDATE cyber_system SET system_title = 'x' WHERE id = '" + other + "'"))
                .isZero();
    }

    /** A system that one restriction names and another reaches by its place must keep that place. */
    @Test
    void noRowLeavesOneOfSeveralRestrictions() throws SQLException {
        connection.rollback();
        become("\"controlCenters\":[\"" + center + "\"]},{\"cyberSystems\":[\"" + system + "\"]");
        assertThat(execute("UPDATE cyber_system SET system_title = 'x', updated_at = change_time() WHERE id = '"
                        + system + "'"))
                .isEqualTo(1);
        assertRefused("UPDATE cyber_system SET facility_id = '" + outside + "', updated_at = change_time() WHERE id = '"
                + system + "'");
    }

    private String newSystem(String column, UUID place) {
        return """
                INSERT INTO cyber_system (organization_id, id, system_title, system_code, system_type, system_function,
                  external_routable_connectivity, interactive_remote_access, %s)
                VALUES ('%s', gen_random_uuid(), 'New', 'N-%s', 'scada', 'f', true, false, '%s') RETURNING id""".formatted(column, caller.organization(), column, place);
    }

    private String newFacility(@Nullable UUID managing) {
        return """
                INSERT INTO facility (organization_id, id, title, facility_code, facility_type, bes, impact_level,
                  capacity_mw, capacity_mva, voltage_kv, regional_entity, registration_status, interconnection,
                  last_review_date, control_center_id)
                VALUES ('%s', gen_random_uuid(), 'New', 'N-1', 'generation', true, 'low', 1, 1, 1, 'MRO', 'registered',
                  'western', '2026-04-01', %s) RETURNING id""".formatted(caller.organization(), managing == null ? "NULL" : "'" + managing + "'");
    }

    private void become(String places) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('app.organization_id', '" + caller.organization()
                    + "', true), set_config('app.restrictions', '[{" + places + "}]', true)");
            statement.execute("SELECT begin_change()");
        }
    }

    /** Returns the number of rows that were written. */
    private int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            int rows = 0;
            while (statement.getResultSet().next()) {
                rows++;
            }
            return rows;
        }
    }

    private void assertRefused(String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> execute(sql)).as(sql).hasMessageContaining("row-level security");
        connection.rollback(before);
    }
}
