package com.raptorcomply.resources.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.tenancy.Places;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExportIsAFileOfWhatTheCallerSeesTest {
    private static final String HEADER =
            "assetTitle,assetTag,count,cyberSystemId,cipAssetCategory,assetType,impactLevel,manufacturer,model,"
                    + "physicalLocation,inService,dialUpConnectivity,routableProtocol,remoteAccessAvailable,baselineDocumented,"
                    + "portsServicesDocumented,loggingEnabled,firmwareVersion,ipAddress,lastAuditDate,lastBackupDate,"
                    + "lastPatchDate,macAddress,operatingSystem,serialNumber\r\n";

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("C-1");
    private final UUID facility = records.facility("F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");

    @Test
    void aLineForEachAssetInTheOrderOfCreation() {
        asset(system, "T-2");
        JsonObject rich = Records.asset(system, "T-1")
                .put("assetTitle", "Relay, \"north\"")
                .put("physicalLocation", "=rack 3\nleft")
                .put("count", 12)
                .put("impactLevel", "low")
                .put("lastPatchDate", "2026-05-01")
                .put("serialNumber", "'7");
        assertThat(caller.post("/cyber-assets", rich).status()).isEqualTo(201);

        Answer file = caller.get("/facilities/" + facility + "/cyber-assets/export");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"cyber-assets.csv\"");
        String second = "\"Relay, \"\"north\"\"\",T-1,12," + system + ",bes_cyber_asset,Server,low,Dell,R750,"
                + "\"'=rack 3\nleft\",true,false,true,false,true,true,true,,,,,2026-05-01,,,''7\r\n";
        assertThat(file.body())
                .isEqualTo(HEADER + "Historian T-2,T-2,1," + system
                        + ",bes_cyber_asset,Server,medium,Dell,R750,,true,false,true,false,true,true,true,,,,,,,,\r\n"
                        + second);
        Answer low = caller.get("/facilities/" + facility + "/cyber-assets/export-low");
        assertThat(low.body()).isEqualTo(HEADER + second);
        assertThat(low.header("Content-Disposition")).isEqualTo("attachment; filename=\"cyber-assets-low.csv\"");
    }

    @Test
    void ofControlCentersToo() {
        UUID inCenter = records.systemIn("control_center_id", center, "S-2");
        asset(inCenter, "T-1");
        asset(system, "T-2");

        assertThat(tags(caller, "/control-centers/" + center)).containsExactly("T-1");
        assertThat(caller.get("/control-centers/" + center + "/cyber-assets/export-low")
                        .body())
                .isEqualTo(HEADER);
    }

    @Test
    void wholeHoweverManyThereAre() {
        records.execute("""
                INSERT INTO cyber_asset (organization_id, id, asset_title, asset_tag, count, cyber_system_id, cip_asset_category,
                  asset_type, impact_level, manufacturer, model, in_service, dial_up_connectivity, routable_protocol,
                  remote_access_available, baseline_documented, ports_services_documented, logging_enabled)
                SELECT tenant_organization(), uuidv7(), 'Relay', 'T-' || i, 1, '%s', 'eacms', 'Relay', 'low', 'SEL', '421', true,
                  false, false, false, true, true, true FROM generate_series(1, 950) i""".formatted(system));

        assertThat(tags(caller, "/facilities/" + facility)).hasSize(950).doesNotHaveDuplicates();
    }

    @Test
    void ofAnotherTenantOrOutOfSightNothing() {
        asset(system, "T-1");
        UUID other = records.systemIn("facility_id", facility, "S-2");
        asset(other, "T-2");
        Caller restricted = caller.withRestrictions(Places.facilities(facility));
        Caller ofSystem = caller.withRestrictions(Places.cyberSystems(other));

        assertThat(tags(restricted, "/facilities/" + facility)).containsExactly("T-1", "T-2");
        assertThat(restricted
                        .get("/control-centers/" + center + "/cyber-assets/export")
                        .status())
                .isEqualTo(404);
        assertThat(ofSystem.get("/facilities/" + facility + "/cyber-assets/export")
                        .status())
                .isEqualTo(404);
        assertThat(Caller.ofNewOrganization()
                        .get("/facilities/" + facility + "/cyber-assets/export")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theTemplateHasTheColumnsOnly() {
        Answer template = caller.get("/cyber-assets/import/template");

        assertThat(template.body()).isEqualTo(HEADER);
        assertThat(template.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"cyber-assets-template.csv\"");
    }

    private void asset(UUID of, String tag) {
        assertThat(caller.post("/cyber-assets", Records.asset(of, tag)).status())
                .isEqualTo(201);
    }

    private static List<String> tags(Caller as, String parent) {
        Answer file = as.get(parent + "/cyber-assets/export");
        assertThat(file.status()).isEqualTo(200);
        return file.body().lines().skip(1).map(line -> line.split(",", -1)[1]).toList();
    }
}
