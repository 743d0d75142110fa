package com.raptorcomply.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key is limited to places that the data service has for its organization, and to nothing else. */
@ExtendWith(RunningWhole.class)
class RestrictionNamesWhatExistsTest {

    @Test
    void placesOfTheOrganizationAreTaken(Whole whole) {
        for (String member : new String[] {"facilities", "controlCenters", "cyberSystems"}) {
            Reply made = restrict(whole, member, place(whole.clientA(), path(member)));
            assertThat(made.status()).as(made.body()).isEqualTo(201);
        }
    }

    @Test
    void othersAreRefused(Whole whole) {
        for (String id : new String[] {UUID.randomUUID().toString(), place(whole.clientB(), "/facilities")}) {
            Reply refused = restrict(whole, "facilities", id);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.json().getString("code")).isEqualTo("reference_not_found");
            assertThat(refused.json().getString("field")).isEqualTo("restrictions[0].facilities");
        }
    }

    private static Reply restrict(Whole whole, String member, String id) {
        return whole.adminA()
                .post(
                        "/api-keys",
                        new JsonObject()
                                .put("name", Whole.unique("Restricted"))
                                .put("kind", "organization")
                                .put("role", "api_user")
                                .put(
                                        "restrictions",
                                        new JsonArray().add(new JsonObject().put(member, new JsonArray().add(id)))));
    }

    private static String place(Client client, String path) {
        return client.get(path + "?limit=1").array().getJsonObject(0).getString("id");
    }

    private static String path(String member) {
        return switch (member) {
            case "controlCenters" -> "/control-centers";
            case "cyberSystems" -> "/cyber-systems";
            default -> "/facilities";
        };
    }
}
