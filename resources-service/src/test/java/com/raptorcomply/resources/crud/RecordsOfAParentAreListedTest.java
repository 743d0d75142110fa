package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list under a record has what belongs to that record, like the whole list with its filter; without the record, 404. */
class RecordsOfAParentAreListedTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final Pages pages = new Pages(caller);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID facility = records.facilityOf(center, "F-1");
    private final UUID inCenter = records.systemIn("control_center_id", center, "S-1");
    private final UUID inFacility = records.systemIn("facility_id", facility, "S-2");
    private final UUID empty = records.facility("F-2");

    @ParameterizedTest
    @CsvSource({
        "/control-centers/{center}/facilities,     facilityCode, F-1, /facilities?controlCenterId={center}",
        "/control-centers/{center}/cyber-systems,  systemCode,   S-1, /cyber-systems?controlCenterId={center}",
        "/control-centers/{center}/cyber-assets,   assetTag,     T-1, /cyber-assets?controlCenterId={center}",
        "/control-centers/{center}/physical-areas, name,         A-1, /physical-areas?controlCenterId={center}",
        "/facilities/{facility}/cyber-systems,     systemCode,   S-2, /cyber-systems?facilityId={facility}",
        "/facilities/{facility}/cyber-assets,      assetTag,     T-2, /cyber-assets?facilityId={facility}",
        "/facilities/{facility}/physical-areas,    name,         A-2, /physical-areas?facilityId={facility}",
        "/cyber-systems/{system}/cyber-assets,     assetTag,     T-2, /cyber-assets?cyberSystemId={system}",
    })
    void likeTheFilteredList(String list, String field, String only, String filtered) {
        caller.post("/cyber-assets", Records.asset(inCenter, "T-1"));
        caller.post("/cyber-assets", Records.asset(inFacility, "T-2"));
        records.area(facility, "A-2");
        records.execute(
                "INSERT INTO physical_area (organization_id, id, name, regulatory_type, control_center_id) VALUES ('"
                        + caller.organization() + "', gen_random_uuid(), 'A-1', 'PSP', '" + center + "')");

        assertThat(pages.field(path(list), field)).containsExactly(only);
        for (String more : List.of("include=etag", "updatedSince=2020-01-01T00:00:00Z", "sort=-updatedAt", "limit=1")) {
            assertThat(caller.get(path(list) + "?" + more).array())
                    .isEqualTo(caller.get(path(filtered) + "&" + more).array());
        }
        assertThat(caller.get(path(list) + "?updatedSince=2100-01-01T00:00:00Z").body())
                .isEqualTo("[]");
    }

    @Test
    void withItsFiltersAndPages() {
        for (int i = 0; i < 5; i++) {
            caller.post(
                    "/cyber-assets",
                    Records.asset(inFacility, "T-" + i).put("impactLevel", i % 2 == 0 ? "high" : "low"));
        }
        String list = "/facilities/" + facility + "/cyber-assets";

        assertThat(pages.follow(list + "?impactLevel=high&sort=-assetTag", 2))
                .extracting(asset -> asset.getString("assetTag"))
                .containsExactly("T-4", "T-2", "T-0");
        assertThat(pages.follow(list + "?cyberSystemId=" + inFacility, 2)).hasSize(5);
        assertThat(caller.get(list + "?facilityId=" + facility).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void ofARecordThatTheCallerDoesNotSee(String method) {
        UUID deleted = records.facility("F-3");
        records.execute("UPDATE facility SET deleted_at = now() WHERE id = '" + deleted + "'");
        UUID foreign = Records.of(Caller.ofNewOrganization()).facility("F-1");

        for (Object id : List.of(UUID.randomUUID(), deleted, foreign, center, "x")) {
            for (String query : List.of("", "?limit=5", "?sort=-assetTag")) {
                String list = "/facilities/" + id + "/cyber-assets" + query;
                assertThat(caller.send(method, list, "").status()).as(list).isEqualTo(404);
            }
        }
        assertThat(caller.send(method, "/facilities/" + empty + "/cyber-assets", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void outOfSightThoughSomethingInItIsSeen() {
        caller.post("/cyber-assets", Records.asset(inFacility, "T-1"));
        Caller limited = caller.withRestrictions(new Restriction(List.of(), List.of(), List.of(inFacility), List.of()));

        assertThat(new Pages(limited).field("/cyber-assets", "assetTag")).containsExactly("T-1");
        assertThat(new Pages(limited).field("/cyber-systems/" + inFacility + "/cyber-assets", "assetTag"))
                .containsExactly("T-1");
        assertThat(limited.get("/facilities/" + facility + "/cyber-assets").status())
                .isEqualTo(404);
    }

    @Test
    void headReadsNoRecordOfTheList() throws SQLException {
        try (Connection holder = UnderTest.shared().database().userConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE cyber_asset IN ACCESS EXCLUSIVE MODE");

            Answer head = caller.send("HEAD", "/facilities/" + facility + "/cyber-assets", "");

            assertThat(head.status()).isEqualTo(200);
        }
    }

    @Test
    void needsThePermissionOfWhatItLists() {
        Caller other = caller.withPermissions("facilities:read");

        assertThat(other.get("/facilities/" + facility + "/cyber-assets").status())
                .isEqualTo(403);
    }

    @Test
    void linksToItself() {
        records.systemIn("facility_id", facility, "S-3");
        JsonObject first = caller.get("/facilities/" + facility + "/cyber-systems?limit=1")
                .array()
                .getJsonObject(0);
        String link = caller.get("/facilities/" + facility.toString().toUpperCase(java.util.Locale.ROOT)
                        + "/cyber-systems?limit=1")
                .header("Link");

        assertThat(link).startsWith("</facilities/" + facility + "/cyber-systems?limit=1&cursor=");
        assertThat(caller.get(link.substring(1, link.indexOf('>'))).array().getJsonObject(0))
                .isNotEqualTo(first);
    }

    private String path(String template) {
        return template.replace("{center}", center.toString())
                .replace("{facility}", facility.toString())
                .replace("{system}", inFacility.toString());
    }
}
