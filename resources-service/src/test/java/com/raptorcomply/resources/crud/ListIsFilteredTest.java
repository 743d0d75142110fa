package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.ResourcesService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each filter that the document declares finds the records with that value, and no others. */
class ListIsFilteredTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final Pages pages = new Pages(caller);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID facility = records.facilityOf(center, "F-1");
    private final UUID inCenter = records.systemIn("control_center_id", center, "S-1");
    private final UUID inFacility = records.systemIn("facility_id", facility, "S-2");

    @BeforeEach
    void create() {
        records.controlCenter("CC-2");
        records.facility("F-2");
        records.execute("UPDATE facility SET facility_type = 'transmission', bes = false, impact_level = 'high',"
                + " interconnection = 'western', regional_entity = 'WECC', registration_status = 'pending'"
                + " WHERE facility_code = 'F-2'");
        records.execute("UPDATE control_center SET bes = false, impact_level = 'low', regional_entity = 'SPP'"
                + " WHERE center_code = 'CC-2'");
        records.execute("UPDATE cyber_system SET system_type = 'ems' WHERE system_code = 'S-2'");
        records.area(facility, "A-1");
        records.execute(
                "INSERT INTO physical_area (organization_id, id, name, regulatory_type, control_center_id) VALUES ('"
                        + caller.organization() + "', gen_random_uuid(), 'A-2', 'Unregulated', '" + center + "')");
        caller.post("/cyber-assets", Records.asset(inCenter, "T-1"));
        caller.post("/cyber-assets", Records.asset(inFacility, "T-2"));
        caller.post(
                "/cyber-assets",
                Records.asset(inFacility, "T-3")
                        .put("impactLevel", "high")
                        .put("cipAssetCategory", "pacs")
                        .put("inService", false));
    }

    @Test
    void byEachFieldOfEachResource() {
        for (DeclaredResource resource : OpenApiDocument.read(ResourcesService.class, ResourcesService.DOCUMENT)
                .resources()) {
            JsonArray all = caller.get(resource.path()).array();
            for (String filter : resource.filters()) {
                Map<String, Set<String>> expected = all.stream()
                        .map(JsonObject.class::cast)
                        .filter(record -> record.getValue(filter) != null)
                        .collect(Collectors.groupingBy(
                                record -> record.getValue(filter).toString(),
                                Collectors.mapping(record -> record.getString("id"), Collectors.toSet())));
                expected.forEach((value, ids) -> {
                    String list =
                            resource.path() + "?" + filter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
                    assertThat(pages.field(list, "id")).as(list).containsExactlyInAnyOrderElementsOf(ids);
                });
            }
        }
    }

    @Test
    void throughTheSystemOfAnAsset() {
        assertThat(pages.field("/cyber-assets?facilityId=" + facility, "assetTag"))
                .containsExactly("T-2", "T-3");
        assertThat(pages.field("/cyber-assets?controlCenterId=" + center, "assetTag"))
                .containsExactly("T-1");
        assertThat(pages.field("/cyber-assets?facilityId=" + center, "assetTag"))
                .isEmpty();
    }

    @Test
    void bySeveralAtOnce() {
        assertThat(pages.field("/cyber-assets?impactLevel=high&inService=false&facilityId=" + facility, "assetTag"))
                .containsExactly("T-3");
        assertThat(pages.field("/cyber-assets?impactLevel=high&inService=true", "assetTag"))
                .isEmpty();
        assertThat(pages.follow("/cyber-assets?cipAssetCategory=bes_cyber_asset&inService=true", 1))
                .extracting(asset -> asset.getString("assetTag"))
                .containsExactly("T-1", "T-2");
    }

    @Test
    void deletedRecordsToo() {
        String id = caller.get("/cyber-assets?assetTag=T-2")
                .array()
                .getJsonObject(0)
                .getString("id");
        caller.delete("/cyber-assets/" + id);

        assertThat(pages.field("/cyber-assets?assetTag=T-2", "id")).isEmpty();
        assertThat(pages.field("/cyber-assets?assetTag=T-2&includeDeleted=true", "id"))
                .containsExactly(id);
        assertThat(pages.field("/cyber-assets?facilityId=" + facility + "&includeDeleted=true", "assetTag"))
                .containsExactly("T-2", "T-3");
    }

    @Test
    void neverRecordsOfAnotherOrganization() {
        Caller other = Caller.ofNewOrganization();

        for (String filter :
                List.of("assetTag=T-1", "facilityId=" + facility, "cyberSystemId=" + inCenter, "q=historian")) {
            Answer found = other.get("/cyber-assets?" + filter);
            assertThat(found.body()).isEqualTo("[]");
        }
    }
}
