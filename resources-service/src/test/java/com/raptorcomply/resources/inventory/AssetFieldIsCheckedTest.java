package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of a cyber asset accepts what the contract allows and nothing else. A refused value is not stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssetFieldIsCheckedTest {
    static final List<String> REQUIRED = List.of(
            "assetTitle",
            "assetTag",
            "count",
            "cyberSystemId",
            "cipAssetCategory",
            "assetType",
            "impactLevel",
            "manufacturer",
            "model",
            "inService",
            "dialUpConnectivity",
            "routableProtocol",
            "remoteAccessAvailable",
            "baselineDocumented",
            "portsServicesDocumented",
            "loggingEnabled");

    private final Caller caller = Caller.ofNewOrganization();
    private UUID system = new UUID(0, 0);

    @BeforeAll
    void prepare() {
        system = Records.of(caller).system("S1");
    }

    @ParameterizedTest
    @FieldSource("REQUIRED")
    void requiredFieldMissing(String field) {
        JsonObject body = Records.asset(system, "T");
        body.remove(field);

        assertRefused(body, field, "Field '" + field + "' is required");
        assertRefused(body.copy().putNull(field), field, "Field '" + field + "' is required");
    }

    private static final String MISLEADING = "must not contain control characters or invisible formatting";
    private static final String EDGES = "must not begin or end with white space";
    private static final String UNTYPABLE = "must not contain invisible characters or white space other than spaces";

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("assetTitle", 7, "must be a string"),
                arguments("assetTitle", "", "must not be empty"),
                arguments("assetTitle", "x".repeat(256), "must have at most 255 characters"),
                arguments("assetTitle", "a\u001bb", MISLEADING),
                arguments("assetTitle", "a\u202eb", MISLEADING),
                arguments("assetTitle", "   ", "must not be blank"),
                arguments("assetTitle", "a ", EDGES),
                arguments("assetTag", "x".repeat(51), "must have at most 50 characters"),
                arguments("assetTag", "   ", "must not be blank"),
                arguments("assetTag", "T-1 ", EDGES),
                arguments("assetTag", "\u00a0T-1", EDGES),
                arguments("assetTag", "T\u00a01", UNTYPABLE),
                arguments("assetTag", "T\u200b1", MISLEADING),
                arguments("assetTag", "T\u200d1", UNTYPABLE),
                arguments("assetTag", "e\u0301", "must be in Unicode normalization form C (NFC)"),
                arguments("serialNumber", " ".repeat(32), "must not be blank"),
                arguments("physicalLocation", "a\u001bb", "must not contain control characters"),
                arguments("count", 0, "must be from 1 to 1000000"),
                arguments("count", -1, "must be from 1 to 1000000"),
                arguments("count", 1_000_001, "must be from 1 to 1000000"),
                arguments("count", 99_999_999_999_999L, "must be from 1 to 1000000"),
                arguments("count", 1.5, "must be a whole number"),
                arguments("count", "1", "must be a whole number"),
                arguments("cyberSystemId", "1", "must be a UUID"),
                arguments("cyberSystemId", "1-1-1-1-1", "must be a UUID"),
                arguments(
                        "cipAssetCategory",
                        "BES",
                        "must be one of bes_cyber_asset, protected_cyber_asset, eacms, pacs, transient, removable_media"),
                arguments("impactLevel", "none", "must be one of high, medium, low, category_2, not_applicable"),
                arguments("assetType", "x".repeat(256), "must have at most 255 characters"),
                arguments("manufacturer", "x".repeat(256), "must have at most 255 characters"),
                arguments("model", "x".repeat(256), "must have at most 255 characters"),
                arguments("physicalLocation", new JsonObject(), "must be a string"),
                arguments("inService", "true", "must be true or false"),
                arguments("loggingEnabled", 1, "must be true or false"),
                arguments("firmwareVersion", "x".repeat(51), "must have at most 50 characters"),
                arguments("ipAddress", "10.0.0.256", "must be an IPv4 or IPv6 address"),
                arguments("ipAddress", "10.0.0.01", "must be an IPv4 or IPv6 address"),
                arguments("ipAddress", "fe80::1%eth0", "must be an IPv4 or IPv6 address"),
                arguments("ipAddress", "[::1]", "must be an IPv4 or IPv6 address"),
                arguments("ipAddress", "example.com", "must be an IPv4 or IPv6 address"),
                arguments("lastAuditDate", "2026-02-30", "must be a date (YYYY-MM-DD)"),
                arguments("lastBackupDate", "2026-2-3", "must be a date (YYYY-MM-DD)"),
                arguments("lastPatchDate", "2026-02-03T00:00:00Z", "must be a date (YYYY-MM-DD)"),
                arguments("lastPatchDate", "0000-01-01", "must be a date (YYYY-MM-DD)"),
                arguments("macAddress", "00:1A:2B:3C:4D", "must be a MAC address (00:1A:2B:3C:4D:5E)"),
                arguments("macAddress", "00:1A-2B:3C:4D:5E", "must be a MAC address (00:1A:2B:3C:4D:5E)"),
                arguments("operatingSystem", "x".repeat(101), "must have at most 100 characters"),
                arguments("serialNumber", new JsonArray(), "must be a string"),
                arguments("serialNumber", "x".repeat(101), "must have at most 100 characters"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongValue(String field, Object value, String requirement) {
        assertRefused(Records.asset(system, "T").put(field, value), field, "Field '" + field + "' " + requirement);
    }

    @Test
    void unknownFieldsAreNamed() {
        assertRefused(Records.asset(system, "T").put("colour", "red"), "colour", "Unknown field 'colour'");
        assertRefused(
                Records.asset(system, "T").put("colour", "red").put("size", 1), "colour", "Unknown field 'colour'");
    }

    @Test
    void unknownFieldsAreNamedWithoutAKeyAndNotWithoutEnd() {
        JsonObject body = Records.asset(system, "T").put("rc_live_1" + "A".repeat(63), "misplaced");
        for (int i = 0; i < 1_000; i++) {
            body.put("x" + i, i);
        }

        assertRefused(body, "rc_live_…", "Unknown field 'rc_live_…'");
        assertThat(caller.post("/cyber-assets", body).object().getJsonArray("errors"))
                .hasSize(10);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"id", "createdAt", "updatedAt", "isDeleted"})
    void fieldsOfTheServiceCannotBeSet(String field) {
        assertRefused(Records.asset(system, "T").put(field, "x"), field, "Field '" + field + "' is read-only");
    }

    static Stream<Arguments> right() {
        return Stream.of(
                arguments("assetTitle", "Turbine 7 — контроллер ⚡ مفتاح <b>'; DROP TABLE x;--</b>"),
                arguments("assetTitle", "😀".repeat(255)),
                arguments("physicalLocation", ""),
                arguments("physicalLocation", null),
                arguments("count", 1_000_000),
                arguments("ipAddress", "2001:db8::8a2e:370:7334"),
                arguments("ipAddress", "::ffff:192.0.2.1"),
                arguments("macAddress", "00-1A-2B-3C-4D-5E"),
                arguments("macAddress", "001a.2b3c.4d5e"),
                arguments("lastAuditDate", "2024-02-29"));
    }

    @ParameterizedTest
    @MethodSource("right")
    void rightValueIsStoredIntact(String field, @Nullable Object value) {
        JsonObject body = Records.asset(system, UUID.randomUUID().toString()).put(field, value);

        Answer created = caller.post("/cyber-assets", body);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.object().getValue(field)).isEqualTo(value);
        caller.delete(created.header("Location"));
    }

    private void assertRefused(JsonObject body, String field, String message) {
        Answer refused = caller.post("/cyber-assets", body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.object().getMap())
                .containsEntry("error", "Unprocessable Entity")
                .containsEntry("message", message)
                .containsEntry("field", field)
                .containsKey("requestId");
        assertThat(caller.get("/cyber-assets").body()).isEqualTo("[]");
    }
}
