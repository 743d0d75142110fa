package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** With include=etag a list has the tag of each record, so that a conditional change needs no GET. */
class ListCarriesEntityTagsTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    @Test
    void ofEveryResource() {
        UUID facility = records.facilityOf(records.controlCenter("C-1"), "F-1");
        UUID system = records.systemIn("facility_id", facility, "S-1");
        String asset = caller.post("/cyber-assets", Records.asset(system, "T-1"))
                .object()
                .getString("id");
        records.area(facility, "Relay house", UUID.fromString(asset));

        for (String list :
                new String[] {"/control-centers", "/facilities", "/cyber-systems", "/cyber-assets", "/physical-areas"
                }) {
            for (String query : new String[] {"?include=etag", "?include=etag&limit=1"}) {
                JsonObject listed = caller.get(list + query).array().getJsonObject(0);
                Answer read = caller.get(list + "/" + listed.getString("id"));
                assertThat(listed.getString("etag")).as(list).isEqualTo(read.header("ETag"));
            }
            assertThat(caller.get(list).array().getJsonObject(0).containsKey("etag"))
                    .isFalse();
        }
    }

    @Test
    void onEveryPageAndGoodForAChange() {
        UUID system = records.system("S-1");
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        caller.post("/cyber-assets", Records.asset(system, "T-2"));
        String link = caller.get("/cyber-assets?include=etag&limit=1").header("Link");

        JsonObject second =
                caller.get(link.substring(1, link.indexOf('>'))).array().getJsonObject(0);
        String path = "/cyber-assets/" + second.getString("id");
        String[] condition = {"If-Match", second.getString("etag")};

        assertThat(caller.patch(path, new JsonObject().put("count", 2), condition)
                        .status())
                .isEqualTo(200);
        assertThat(caller.patch(path, new JsonObject().put("count", 3), condition)
                        .status())
                .isEqualTo(412);
    }
}
