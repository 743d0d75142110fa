package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The database refuses an asset without its system, whatever writes it, as a foreign key would. The deletions are those of
 * the owner of the tables, who does not lock the head of the organization, as the services do.
 */
class AssetsBelongToStoredSystemsTest {
    private static final String MOVE = "UPDATE cyber_asset SET cyber_system_id = '%s'";
    /** Adds an asset like the first one to a system, with a time of deletion. */
    private static final String ADDITION = """
            INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid(),
              'asset_tag', 'T-3', 'cyber_system_id', '%s', 'deleted_at', %s))).* FROM cyber_asset a WHERE asset_tag = 'T-1'""";

    private static final String REFUSED = "23503";

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");
    private final UUID empty = records.system("S-2");

    @BeforeEach
    void createAssets() {
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        caller.post("/cyber-assets", Records.asset(system, "T-2"));
    }

    @Test
    void anAssetIsNotMovedToWhatIsNoSystem() {
        assertRefused(MOVE.formatted(UUID.randomUUID()));
        assertRefused(MOVE.formatted(Records.of(Caller.ofNewOrganization()).system("S-1")));
    }

    @Test
    void anAssetIsNotAddedToWhatIsNoSystem() {
        assertRefused(ADDITION.formatted(UUID.randomUUID(), "null"));
        assertRefused(ADDITION.formatted(UUID.randomUUID(), "now()"));
    }

    @Test
    void oneOfManyIsEnough() {
        assertRefused("UPDATE cyber_asset SET cyber_system_id = CASE asset_tag WHEN 'T-2' THEN gen_random_uuid()"
                + " ELSE cyber_system_id END");
    }

    @Test
    void aSystemKeepsItsId() {
        assertRefused("UPDATE cyber_system SET id = gen_random_uuid()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "now()"})
    void aSystemStaysWhileItHasAssets(String deletion) {
        records.execute("UPDATE cyber_asset SET deleted_at = " + deletion);

        assertThat(stateOf(() -> records.executeAsOwner(deletionOf(system)))).isEqualTo(REFUSED);
        records.executeAsOwner(deletionOf(empty));

        assertThat(systems()).containsExactly("S-1");
    }

    @Test
    void systemsStayWhenTheTableIsTruncated() {
        assertThat(stateOf(() -> records.executeAsOwner("TRUNCATE cyber_system")))
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "now()"})
    void anAssetIsAddedWhileItsSystemIsDeleted(String deletion) throws SQLException {
        String addition = ADDITION.formatted(empty, deletion);

        try (Connection owner = records.openAsOwner()) {
            assertThat(OpenTransaction.with(owner, deletionOf(empty), () -> stateOf(() -> records.execute(addition))))
                    .isEqualTo(REFUSED);
        }

        assertThat(systems()).containsExactly("S-1");
        assertUnchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "now()"})
    void aSystemIsDeletedWhileAnAssetIsAddedToIt(String deletion) throws SQLException {
        String addition = ADDITION.formatted(empty, deletion);

        try (Connection service = records.open()) {
            assertThat(OpenTransaction.with(
                            service, addition, () -> stateOf(() -> records.executeAsOwner(deletionOf(empty)))))
                    .isEqualTo(REFUSED);
        }

        assertThat(systems()).containsExactlyInAnyOrder("S-1", "S-2");
    }

    private List<String> systems() {
        return records.query("SELECT system_code FROM cyber_system");
    }

    private static String deletionOf(UUID id) {
        return "DELETE FROM cyber_system WHERE id = '" + id + "'";
    }

    private void assertRefused(String sql) {
        assertThat(stateOf(() -> records.execute(sql))).as(sql).isEqualTo(REFUSED);
        assertUnchanged();
    }

    private void assertUnchanged() {
        assertThat(records.query("SELECT DISTINCT cyber_system_id FROM cyber_asset"))
                .containsExactly(system.toString());
    }

    /** Returns the SQLSTATE with which a change fails; empty if it does not fail. */
    private static String stateOf(Runnable change) {
        try {
            change.run();
            return "";
        } catch (AssertionError e) {
            return ((SQLException) Objects.requireNonNull(e.getCause())).getSQLState();
        }
    }
}
