package com.raptorcomply.resources.transfer;

import static com.raptorcomply.resources.transfer.ImportStoresAllRowsOrNoneTest.errors;
import static com.raptorcomply.resources.transfer.ImportStoresAllRowsOrNoneTest.file;
import static com.raptorcomply.resources.transfer.Upload.REQUIRED;
import static com.raptorcomply.resources.transfer.Upload.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.tenancy.Places;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpsertUpdatesAssetsByTheirTagTest {
    private static final String UPSERT = "?mode=upsert";

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID facility = records.facility("F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");
    private final UUID other = records.system("S-2");
    private final Upload upload = new Upload(caller, system);

    @Test
    void andAddsTheOthers() {
        upload.send(REQUIRED + ",serialNumber\r\n" + row("T-1") + ",SN-1\r\n" + row("T-2") + ",SN-2\r\n");
        String id = id("T-1");
        String before = caller.get("/cyber-assets/" + id("T-2")).header("ETag");

        Answer upserted = upload.sendWith(
                UPSERT,
                REQUIRED + "\r\n" + row("T-1").replace("421", "451").replace(",1,", ",2,") + "\r\n" + row("T-2")
                        + "\r\n" + row("T-3") + "\r\n");

        assertThat(upserted.object())
                .as(upserted.body())
                .isEqualTo(new JsonObject("{\"created\":1,\"updated\":1,\"unchanged\":1,\"dryRun\":false}"));
        JsonObject changed = caller.get("/cyber-assets/" + id).object();
        assertThat(changed.getString("model")).isEqualTo("451");
        assertThat(changed.getString("serialNumber")).isEqualTo("SN-1");
        assertThat(caller.get("/cyber-assets/" + id("T-2")).header("ETag")).isEqualTo(before);
        assertThat(records.query("SELECT changes FROM activity WHERE action = 'update'"))
                .containsExactly("{\"count\":{\"from\":1,\"to\":2},\"model\":{\"from\":\"421\",\"to\":\"451\"}}");
        assertThat(records.query("SELECT entries FROM activity_link ORDER BY sequence"))
                .containsExactly("2", "2");
    }

    @Test
    void andStoresNothingThatIsSo() {
        upload.send(file(3));

        assertThat(upload.sendWith(UPSERT, file(3)).object().getInteger("unchanged"))
                .isEqualTo(3);
        assertThat(records.query("SELECT count(*) FROM activity_link")).containsExactly("1");
    }

    @Test
    void andEmptiesWhatAnEmptyCellSays() {
        upload.send(REQUIRED + ",serialNumber\r\n" + row("T-1") + ",SN-1\r\n");

        upload.sendWith(UPSERT, REQUIRED + ",serialNumber\r\n" + row("T-1") + ",\r\n");

        assertThat(caller.get("/cyber-assets/" + id("T-1")).object().getString("serialNumber"))
                .isNull();
        assertThat(records.query("SELECT changes FROM activity WHERE action = 'update'"))
                .containsExactly("{\"serialNumber\":{\"from\":\"SN-1\",\"to\":null}}");
    }

    @Test
    void andTakesThoseThatItMovesOutOfTheirAreas() {
        upload.send(file(2));
        UUID area = records.area(facility, "Relay house", UUID.fromString(id("T-1")), UUID.fromString(id("T-2")));

        new Upload(caller, other).sendWith(UPSERT, file(1));

        assertThat(caller.get("/cyber-assets/" + id("T-1")).object().getString("cyberSystemId"))
                .isEqualTo(other.toString());
        assertThat(caller.get("/physical-areas/" + area).object().getJsonArray("cyberAssets"))
                .hasSize(1);
        assertThat(records.query("SELECT changes FROM activity WHERE resource_type = 'physical_area'"))
                .containsExactly("{\"cyberAssetIds\" : {\"removed\" : [\"" + id("T-1") + "\"]}}");
        assertThat(records.query("SELECT cyber_assets_count FROM cyber_system ORDER BY system_code"))
                .containsExactly("1", "1");
    }

    @Test
    void butNotThoseOutOfSight() {
        upload.send(file(1));
        Upload restricted = new Upload(caller.withRestrictions(Places.cyberSystems(other)), other);

        assertThat(errors(restricted.sendWith(UPSERT, file(1)).object().getJsonObject("report")))
                .containsExactly(
                        "2 assetTag already_exists Column 'assetTag' has a value that another record already has");
    }

    @Test
    void dryRunTellsWhatItWouldDoAndStoresNothing() {
        upload.send(file(2));
        String file = file(3).replace("Relay T-1,1", "Relay T-1,7");

        assertThat(upload.sendWith("?mode=upsert&dryRun=true", file, "Idempotency-Key", "k")
                        .object())
                .isEqualTo(new JsonObject("{\"created\":1,\"updated\":1,\"unchanged\":1,\"dryRun\":true}"));
        assertThat(errors(upload.sendWith("?dryRun=true", file).object().getJsonObject("report")))
                .hasSize(2);
        assertThat(records.query("SELECT sum(count) FROM cyber_asset")).containsExactly("2");
        assertThat(records.query("SELECT count(*) FROM activity_link")).containsExactly("1");
        assertThat(upload.sendWith(UPSERT, file, "Idempotency-Key", "k").object())
                .isEqualTo(new JsonObject("{\"created\":1,\"updated\":1,\"unchanged\":1,\"dryRun\":false}"));
    }

    private String id(String tag) {
        return records.query("SELECT id FROM cyber_asset WHERE asset_tag = '" + tag + "'")
                .get(0);
    }
}
