package com.raptorcomply.resources;

import com.raptorcomply.chassis.postgres.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Inserts inventory for one organization, with the database role that serves requests. */
public record Records(TestDatabase database, UUID organization) {

    public static Records of(Caller caller) {
        return new Records(UnderTest.shared().database(), caller.organization());
    }

    public UUID controlCenter(String code) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO control_center (organization_id, id, center_title, center_code, bes, impact_level, address,
                  regional_entity, commissioning_date, esp_defined, psp_defined, recovery_time_objective,
                  backup_facility_tested, incident_response_tested, last_review_date)
                VALUES (?, ?, 'Primary', '%s', true, 'high', '{"addressLine1":"1 Main St","city":"Fargo"}', 'MRO',
                  '2012-05-01', true, true, 4.5, '2026-02-01', '2026-03-01', '2026-04-01')""".formatted(code), id);
        return id;
    }

    public UUID facility(String code) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO facility (organization_id, id, title, facility_code, facility_type, bes, impact_level,
                  capacity_mw, capacity_mva, voltage_kv, regional_entity, registration_status, interconnection,
                  last_review_date, generation_type, latitude)
                VALUES (?, ?, 'Rugby Wind', '%s', 'generation', true, 'low', 205.50, 230, 34.5, 'MRO', 'registered',
                  'québec', '2026-04-01', '{wind_onshore,storage}', 48.3689)""".formatted(code), id);
        return id;
    }

    public UUID facilityOf(UUID controlCenter, String code) {
        UUID id = facility(code);
        execute("UPDATE facility SET control_center_id = '" + controlCenter + "' WHERE id = '" + id + "'");
        return id;
    }

    public UUID systemIn(String placeColumn, UUID place, String code) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO cyber_system (organization_id, id, system_title, system_code, system_type, system_function,
                  external_routable_connectivity, interactive_remote_access, %s)
                VALUES (?, ?, 'Plant SCADA', '%s', 'scada', 'Supervises turbines', true, false, '%s')""".formatted(placeColumn, code, place), id);
        return id;
    }

    /** Inserts a system in its own facility. */
    public UUID system(String code) {
        return systemIn("facility_id", facility("F-" + code), code);
    }

    public UUID area(UUID facility, String name, UUID... assets) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO physical_area (organization_id, id, name, regulatory_type, facility_id)
                VALUES (?, ?, '%s', 'PSP', '%s')""".formatted(name, facility), id);
        for (UUID asset : assets) {
            execute("INSERT INTO physical_area_cyber_asset VALUES ('" + organization + "', '" + id + "', '" + asset
                    + "')");
        }
        return id;
    }

    /** Inserts a task about a facility. */
    public UUID task(UUID facility, String title) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO task (organization_id, id, title, assignee_id, due_date, status, related_resource_id, related_resource_type)
                VALUES (?, ?, '%s', '%s', '2026-12-31', 'open', '%s', 'facility')""".formatted(title, person("Ada"), facility), id);
        return id;
    }

    public UUID trainingModule(String title) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO training_module (organization_id, id, title, description, cip_standard, completion_interval_days)
                VALUES (?, ?, '%s', 'Content', 'CIP-004 R2', 450)""".formatted(title), id);
        return id;
    }

    /** Inserts training of a person for a facility. */
    public UUID training(UUID facility, UUID person, UUID module) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO training_assignment (organization_id, id, user_id, training_module_id, due_date, status, facility_ids)
                VALUES (?, ?, '%s', '%s', '2026-12-31', 'assigned', '{%s}')""".formatted(person, module, facility), id);
        return id;
    }

    /** Adds a person, as the directory does. */
    public UUID person(String name) {
        UUID id = UUID.randomUUID();
        executeAsOwner("INSERT INTO person VALUES ('" + organization + "', '" + id + "', '" + name.replace("'", "''")
                + "', 'active')");
        return id;
    }

    /** Changes the records that keep their history, so that each has a version. */
    public void history() {
        for (String table : List.of("control_center", "facility", "cyber_system", "cyber_asset", "physical_area")) {
            execute("UPDATE " + table + " SET updated_at = updated_at + interval '1 ms'");
        }
        execute("WITH gone AS (DELETE FROM physical_area_cyber_asset RETURNING organization_id, physical_area_id,"
                + " cyber_asset_id) INSERT INTO physical_area_cyber_asset SELECT * FROM gone");
    }

    /** Sets the organization's time zone, as the directory does. */
    public void timeZone(String zone) {
        executeAsOwner("INSERT INTO organization VALUES ('" + organization + "', 'Prairie Wind', 'active', '" + zone
                + "') ON CONFLICT (organization_id) DO UPDATE SET time_zone = EXCLUDED.time_zone");
    }

    /** Inserts a row of an import that has not ended. */
    public void importRow() {
        insert(
                "INSERT INTO import_row (organization_id, import_id, row_number, id) VALUES (?, ?, 1, gen_random_uuid())",
                UUID.randomUUID());
    }

    /** Inserts a file with one version, whose bytes are nowhere. */
    public UUID file() {
        UUID id = UUID.randomUUID();
        insert("INSERT INTO file (organization_id, id, uploader_id) VALUES (?, ?, gen_random_uuid())", id);
        insert("""
                INSERT INTO file_version (organization_id, file_id, version, name, content_type, size, sha256)
                VALUES (?, ?, 1, 'report.pdf', 'application/pdf', 9, sha256('report'))""", id);
        return id;
    }

    public UUID documentType(String title) {
        UUID id = UUID.randomUUID();
        insert("INSERT INTO document_type (organization_id, id, title) VALUES (?, ?, '" + title + "')", id);
        return id;
    }

    public UUID policyDocument(UUID type, UUID owner) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO policy_document (organization_id, id, title, document_type_id, owner_id, review_interval_days)
                VALUES (?, ?, 'Recovery plan', '%s', '%s', 450)""".formatted(type, owner), id);
        return id;
    }

    /** Inserts a policy document with its parts and a version, a senior manager, an assessment and a link. */
    public void policies() {
        UUID person = person("Ada Nilsson");
        UUID document = policyDocument(documentType("Plan"), person);
        insert("""
                INSERT INTO document_section (organization_id, id, policy_document_id, title, content, position)
                VALUES (?, ?, '%s', 'Purpose', 'x', 1)""".formatted(document), UUID.randomUUID());
        insert("""
                INSERT INTO supporting_document (organization_id, id, policy_document_id, title, url)
                VALUES (?, ?, '%s', 'Log', 'https://example.com')""".formatted(document), UUID.randomUUID());
        insert("""
                INSERT INTO policy_document_version (organization_id, id, policy_document_id, title, approved_at, approved_by_id,
                  approved_by, next_review_date, content)
                VALUES (?, ?, '%s', 'Plan', now(), '%s', 'Ada', '2027-01-01', '{}')""".formatted(document, person), UUID.randomUUID());
        insert("""
                INSERT INTO senior_manager_assignment (organization_id, id, user_id, effective_date)
                VALUES (?, ?, '%s', '2020-01-01')""".formatted(person), UUID.randomUUID());
        insert("""
                INSERT INTO personnel_risk_assessment (organization_id, id, user_id, assessment_date, next_due_date)
                VALUES (?, ?, '%s', '2020-01-01', '2027-01-01')""".formatted(person), UUID.randomUUID());
        insert("INSERT INTO link (organization_id, id, url) VALUES (?, ?, 'https://example.com')", UUID.randomUUID());
    }

    /** Inserts evidence about an asset that is a file. */
    public UUID evidence(UUID asset, UUID file) {
        UUID id = UUID.randomUUID();
        insert("""
                INSERT INTO evidence (organization_id, id, resource_type, resource_id, type, file_id)
                VALUES (?, ?, 'cyber_asset', '%s', 'file', '%s')""".formatted(asset, file), id);
        return id;
    }

    /** Returns the body of a POST with all required fields and no others. */
    public static JsonObject asset(UUID system, String tag) {
        return new JsonObject()
                .put("assetTitle", "Historian " + tag)
                .put("assetTag", tag)
                .put("count", 1)
                .put("cyberSystemId", system.toString())
                .put("cipAssetCategory", "bes_cyber_asset")
                .put("assetType", "Server")
                .put("impactLevel", "medium")
                .put("manufacturer", "Dell")
                .put("model", "R750")
                .put("inService", true)
                .put("dialUpConnectivity", false)
                .put("routableProtocol", true)
                .put("remoteAccessAvailable", false)
                .put("baselineDocumented", true)
                .put("portsServicesDocumented", true)
                .put("loggingEnabled", true);
    }

    private void insert(String sql, UUID id) {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, organization);
            statement.setObject(2, id);
            statement.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the first column of each row, as text, as the organization sees it. */
    public List<String> query(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a statement as the owner of the tables, for this organization. */
    public void executeAsOwner(String sql) {
        try (Connection connection = openAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns one value, read without waiting for a change of this organization. */
    public String queryOutside(String sql) {
        try (Connection connection = database.userConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Opens a transaction as the service's role, for this organization. */
    public Connection open() throws SQLException {
        Connection connection = begin(database.userConnection());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT begin_change()");
        }
        return connection;
    }

    /** Opens a transaction as the owner of the tables, for this organization. */
    public Connection openAsOwner() throws SQLException {
        return begin(database.ownerConnection());
    }

    private Connection begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('app.organization_id', '" + organization + "', true)");
        }
        return connection;
    }
}
