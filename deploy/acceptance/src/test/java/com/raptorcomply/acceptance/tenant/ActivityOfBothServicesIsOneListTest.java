package com.raptorcomply.acceptance.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway shows the changes of a key and of its assets as one list, with the filters of both services. */
@ExtendWith(RunningWhole.class)
class ActivityOfBothServicesIsOneListTest {
    @Test
    void inTheOrderOfTime(Whole whole) {
        Client admin = whole.adminA();
        JsonObject key = whole.makeKey(new JsonObject().put("role", "org_super"));
        Client client = whole.stranger().with(key.getString("key"));
        Reply asset = client.post("/cyber-assets", whole.newAsset());
        assertThat(asset.status()).as(asset.toString()).isEqualTo(201);
        admin.patch("/api-keys/" + key.getString("id"), new JsonObject().put("name", Whole.unique("renamed")));
        client.send("DELETE", "/cyber-assets/" + asset.json().getString("id"), "", request -> request);

        List<JsonObject> newest = pages(admin, "/activity?limit=1", 4);

        assertThat(newest)
                .extracting(entry -> entry.getString("resourceType") + " " + entry.getString("action"))
                .containsExactly("cyber_asset delete", "api-key update", "cyber_asset create", "api-key create");
        assertThat(pages(admin, "/activity?actor=" + key.getString("id"), 10)).hasSize(2);
        assertThat(pages(admin, "/activity?limit=2&resourceId=" + key.getString("id"), 10))
                .hasSize(2)
                .allMatch(entry -> entry.getString("service").equals("keyservice"));
        assertThat(admin.get("/activity?organizationId=" + whole.value("ORG_B_API_KEY"))
                        .status())
                .isEqualTo(400);
        assertThat(whole.clientA().get("/activity").status()).isEqualTo(403);
    }

    @Test
    void withoutKeysForAKeyThatIsRestricted(Whole whole) {
        String facility = whole.adminA()
                .get("/facilities?limit=1")
                .array()
                .getJsonObject(0)
                .getString("id");
        JsonObject terms = new JsonObject()
                .put("permissions", new JsonArray(List.of("activity:read")))
                .put("restrictions", new JsonArray().add(new JsonObject(Map.of("facilities", List.of(facility)))));
        Client some = whole.stranger().with(whole.makeKey(terms).getString("key"));

        assertThat(pages(some, "/activity?limit=100", 1_000))
                .allMatch(entry -> entry.getString("service").equals("resources"));
    }

    private static List<JsonObject> pages(Client client, String first, int most) {
        List<JsonObject> entries = new ArrayList<>();
        String next = first;
        while (!next.isEmpty() && entries.size() < most) {
            Reply page = client.get(next);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            page.array().forEach(entry -> entries.add((JsonObject) entry));
            next = page.header("Link")
                    .map(link -> link.replaceFirst("<([^>]+)>.*", "$1"))
                    .orElse("");
        }
        return entries;
    }
}
