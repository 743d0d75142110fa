package com.raptorcomply.resources.transfer;

import static com.raptorcomply.resources.transfer.Upload.REQUIRED;
import static com.raptorcomply.resources.transfer.Upload.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.tenancy.Places;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportStoresAllRowsOrNoneTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("C-1");
    private final UUID system = records.systemIn("control_center_id", center, "S-1");
    private final Upload upload = new Upload(caller, system);

    @AfterEach
    void nothingStaysStaged() {
        assertThat(records.query("SELECT count(*) FROM import_row")).containsExactly("0");
    }

    @Test
    void inOneChangeWithAnEntryForEachRow() {
        Answer imported = upload.send(file(2_500));

        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        assertThat(imported.object())
                .isEqualTo(new JsonObject("{\"created\":2500,\"updated\":0,\"unchanged\":0,\"dryRun\":false}"));
        assertThat(records.query("SELECT entries FROM activity_link")).containsExactly("2500");
        assertThat(records.query("SELECT DISTINCT action || ' ' || resource_type FROM activity"))
                .containsExactly("create cyber_asset");
        Answer found = caller.get("/cyber-assets?q=relay+t-2477");
        JsonObject asset = found.array().getJsonObject(0);
        assertThat(asset.getString("cyberSystemId")).isEqualTo(system.toString());
        assertThat(asset.getString("updatedAt")).isEqualTo(asset.getString("createdAt"));
        assertThat(records.query("SELECT changes FROM activity WHERE resource_id = '" + asset.getString("id") + "'"))
                .containsExactly(
                        caller.get("/cyber-assets/" + asset.getString("id")).body());
        assertThat(caller.get("/control-centers").array().getJsonObject(0).getInteger("cyberAssetsCount"))
                .isEqualTo(2_500);
        assertThat(records.query("SELECT asset_tag FROM cyber_asset ORDER BY id LIMIT 3"))
                .containsExactly("T-1", "T-2", "T-3");
    }

    @Test
    void wordsAreFoundAsAfterAPost() {
        upload.send(REQUIRED + ",serialNumber\r\n" + row("T-1").replace("Relay T-1", "Bâtiment nord") + ",SN-7\r\n");
        caller.post("/cyber-assets", Records.asset(system, "P-1").put("assetTitle", "Later"));

        for (String search : List.of("batiment+nord", "t-1", "sn-7")) {
            assertThat(caller.get("/cyber-assets?q=" + search).array())
                    .as(search)
                    .hasSize(1);
        }
        assertThat(caller.get("/cyber-assets?q=later").array()).hasSize(1);
        assertThat(records.query("SELECT word FROM cyber_asset_word w WHERE record_id IN (SELECT id FROM cyber_asset"
                        + " WHERE asset_tag = 'T-1') ORDER BY 1"))
                .containsExactly("1", "7", "batiment", "nord", "sn", "t");
    }

    @Test
    void errorInTheLastRowStoresNothing() {
        String file = file(2_499) + row("T-2500").replace(",low,", ",lwo,") + "\r\n";

        Answer refused = upload.send(file);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.object().getString("code")).isEqualTo("import_refused");
        assertThat(refused.message()).isEqualTo("The file has an error, so nothing was imported");
        assertThat(refused.object().getJsonObject("report"))
                .isEqualTo(new JsonObject()
                        .put(
                                "errors",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("row", 2_501)
                                                .put("column", "impactLevel")
                                                .put("code", "invalid_value")
                                                .put(
                                                        "message",
                                                        "Column 'impactLevel' must be one of high, medium, low, category_2,"
                                                                + " not_applicable")
                                                .put("currentValue", "lwo")))
                        .put("hasMoreErrors", false)
                        .put("summary", new JsonObject().put("invalid_value", 1)));
        assertStoredNothing();
    }

    @Test
    void tagsAndSystemsAreCheckedTogether() {
        assertThat(caller.post("/cyber-assets", Records.asset(system, "T-1")).status())
                .isEqualTo(201);
        UUID unknown = UUID.randomUUID();
        String file = REQUIRED + ",cyberSystemId\r\n" + row("T-1") + ",\r\n" + row("T-2") + ",\r\n" + row("T-2") + ","
                + system + "\r\n" + row("T-3") + "," + unknown + "\r\n"
                + row("T-2").replace("low", "none") + ",\r\n";

        JsonObject report = upload.send(file).object().getJsonObject("report");

        assertThat(errors(report))
                .containsExactly(
                        "2 assetTag already_exists Column 'assetTag' has a value that another record already has",
                        "4 assetTag already_exists Column 'assetTag' has a value that row 3 has",
                        "5 cyberSystemId reference_not_found Column 'cyberSystemId' refers to a record that does not exist",
                        "6 impactLevel invalid_value Column 'impactLevel' must be one of high, medium, low, category_2,"
                                + " not_applicable",
                        "6 assetTag already_exists Column 'assetTag' has a value that row 3 has");
        assertThat(report.getJsonObject("summary"))
                .isEqualTo(new JsonObject("{\"already_exists\":3,\"invalid_value\":1,\"reference_not_found\":1}"));
        assertThat(records.query("SELECT count(*) FROM cyber_asset")).containsExactly("1");
    }

    @Test
    void aThousandErrorsAreListedAndAllAreCounted() {
        String wrong = IntStream.rangeClosed(1, 1_200)
                .mapToObj(i -> row("T-" + i).replace(",1,", ",0,") + "\r\n")
                .collect(Collectors.joining());
        String twice = file(1_200).substring(REQUIRED.length() + 2);

        JsonObject report =
                upload.send(REQUIRED + "\r\n" + wrong + twice).object().getJsonObject("report");

        assertThat(report.getJsonArray("errors")).hasSize(1_000);
        assertThat(errors(report).get(999)).startsWith("1001 count invalid_value");
        assertThat(report.getBoolean("hasMoreErrors")).isTrue();
        assertThat(report.getJsonObject("summary"))
                .isEqualTo(new JsonObject("{\"invalid_value\":1200,\"already_exists\":1200}"));
        assertStoredNothing();
    }

    @Test
    void rowsMayNameAnotherSystemThatTheCallerSees() {
        UUID other = records.systemIn("control_center_id", center, "S-2");
        String file = REQUIRED + ",cyberSystemId\r\n" + row("T-1") + "," + other + "\r\n" + row("T-2") + ",\r\n";
        Caller restricted = caller.withRestrictions(Places.cyberSystems(system));

        JsonObject report = new Upload(restricted, system).send(file).object().getJsonObject("report");
        assertThat(errors(report))
                .containsExactly(
                        "2 cyberSystemId reference_not_found Column 'cyberSystemId' refers to a record that does not exist");
        assertThat(upload.send(file).status()).isEqualTo(200);
        assertThat(records.query("SELECT cyber_system_id FROM cyber_asset ORDER BY asset_tag"))
                .containsExactly(other.toString(), system.toString());
        assertThat(errors(new Upload(restricted, system)
                        .send(REQUIRED + "\r\n" + row("T-1"))
                        .object()
                        .getJsonObject("report")))
                .containsExactly(
                        "2 assetTag already_exists Column 'assetTag' has a value that another record already has");
        assertThat(new Upload(restricted, system).send(file(0)).status()).isEqualTo(200);
        assertThat(new Upload(restricted, other).send(file(1)).status()).isEqualTo(404);
        assertThat(new Upload(Caller.ofNewOrganization(), system).send(file(1)).status())
                .isEqualTo(404);
    }

    @Test
    void onlyWhoMayCreateImports() {
        Caller reader = caller.withPermissions("cyber-assets:read", "cyber-assets:update");

        assertThat(new Upload(reader, system).send(file(1)).status()).isEqualTo(403);
        assertThat(new Upload(caller.withPermissions("cyber-assets:create"), system)
                        .sendWith("?mode=upsert", file(1))
                        .object()
                        .getString("permission"))
                .isEqualTo("cyber-assets:update");
        assertStoredNothing();
    }

    private void assertStoredNothing() {
        assertThat(records.query("SELECT count(*) FROM cyber_asset")).containsExactly("0");
        assertThat(records.query("SELECT count(*) FROM activity_link")).containsExactly("0");
    }

    static List<String> errors(JsonObject report) {
        return report.getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .map(error -> String.join(
                        " ",
                        error.getInteger("row").toString(),
                        error.getString("column"),
                        error.getString("code"),
                        error.getString("message")))
                .toList();
    }

    static String file(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> row("T-" + i) + "\r\n")
                .collect(Collectors.joining("", REQUIRED + "\r\n", ""));
    }
}
