package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.resources.config.ResourcesConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** An upgrade to another way of folding words makes those of stored records again, where it differs. */
class UpgradeMakesWordsAgainTest {
    private static final TestDatabase DATABASE = PostgresServer.shared().freshDatabase();

    @Test
    void ofRecordsThatHaveSuchAWord() throws SQLException {
        migrate("146");
        try (Connection owner = DATABASE.ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("SELECT set_config('app.organization_id', gen_random_uuid()::text, false)");
            statement.execute("""
                    INSERT INTO document_type (organization_id, id, title, description, created_at, updated_at)
                    SELECT tenant_organization(), gen_random_uuid(), title, '', now(), now()
                    FROM unnest(ARRAY['Σταθμός ένας', 'مُحَوِّل', 'Plan ß']) title""");
            assertThat(words(statement)).isEqualTo("plan,ß,ενας,σταθμος,مُحَوِّل");
            migrate("147");

            assertThat(words(statement)).isEqualTo("plan,ß,ενασ,σταθμοσ,محول");
        }
    }

    private static String words(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT string_agg(word, ',' ORDER BY word COLLATE \"C\") FROM document_type_word")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + DATABASE.port() + "/" + DATABASE.name(),
                        DATABASE.owner(),
                        DATABASE.settings().ownerPassword().reveal())
                .locations("classpath:" + ResourcesConfig.MIGRATIONS)
                .placeholders(Map.of("appRole", DATABASE.user()))
                .target(version)
                .load()
                .migrate();
    }
}
