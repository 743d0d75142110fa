package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request with a newly created key returns the data of its organization. */
@ExtendWith(RunningWhole.class)
class NewKeyReadsItsOrganizationTest {

    @Test
    void atOnceAndWhole(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject());
        assertThat(made.getString("key")).matches("rc_live_[0-9A-Za-z]{64}");

        Client client = whole.stranger().with(made.getString("key"));

        for (String list : List.of("/control-centers", "/facilities", "/cyber-systems", "/cyber-assets")) {
            assertThat(client.get(list).array())
                    .isNotEmpty()
                    .isEqualTo(whole.adminA().get(list).array());
        }
    }

    @Test
    void butItIsShownThisOnceOnly(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject());
        Reply read = whole.adminA().get("/api-keys/" + made.getString("id"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body())
                .doesNotContain(made.getString("key"))
                .doesNotContain(made.getString("key").substring(20, 60));
        assertThat(whole.adminA().get("/api-keys").body())
                .doesNotContain(made.getString("key").substring(20, 60));
    }

    @Test
    void andValidateTellsWhoItIs(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject().put("name", "CMDB sync"));
        JsonObject who =
                whole.stranger().with(made.getString("key")).get("/validate").json();
        assertThat(who.getString("message")).isEqualTo("Authorized");
        assertThat(who.encode())
                .contains(made.getString("id"), "CMDB sync", "facilities:read")
                .doesNotContain("facilities:create");
    }

    @Test
    void asAnAuthorizationBearerToo(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject());
        Reply reply = whole.stranger()
                .send(
                        "GET",
                        "/validate",
                        "",
                        request -> request.header("Authorization", "Bearer " + made.getString("key")));
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void butMayNotMakeKeys(Whole whole) {
        Reply refused = whole.clientA()
                .post("/api-keys", new JsonObject().put("name", "more").put("kind", "organization"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("message")).isEqualTo("You do not have permission to perform this action");
    }
}
