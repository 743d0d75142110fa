package com.raptorcomply.keyservice.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An admin's script that removes the last item of a list sends [] and means none, but an empty list would allow all.
 */
class EmptyListNeverWidensTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

    private final JsonObject key = SERVICE.mint(
            ADMIN,
            new JsonObject()
                    .put("allowedCidrs", new JsonArray().add("192.0.2.0/24"))
                    .put(
                            "restrictions",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put(
                                                    "facilities",
                                                    new JsonArray()
                                                            .add(UUID.randomUUID()
                                                                    .toString()))
                                            .put(
                                                    "controlCenters",
                                                    new JsonArray()
                                                            .add(UUID.randomUUID()
                                                                    .toString()))
                                            .put(
                                                    "cyberSystems",
                                                    new JsonArray()
                                                            .add(UUID.randomUUID()
                                                                    .toString()))
                                            .put("operations", new JsonArray().add("read")))));
    private final String keyPath = "/api-keys/" + key.getString("id");
    private final String restrictionPath = "/access-control/"
            + key.getJsonArray("restrictions").getJsonObject(0).getString("id");

    @ParameterizedTest
    @ValueSource(strings = {"facilities", "controlCenters", "cyberSystems", "operations"})
    void listOfARestriction(String member) {
        Reply reply = SERVICE.patch(ADMIN, restrictionPath, new JsonObject().put(member, new JsonArray()));

        assertRefused(reply, member);
        assertThat(restriction().getJsonArray(member)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"facilities", "controlCenters", "cyberSystems", "operations"})
    void nullLiftsItByName(String member) {
        Reply reply = SERVICE.patch(ADMIN, restrictionPath, new JsonObject().putNull(member));

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
        assertThat(restriction().getJsonArray(member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"allowedCidrs", "restrictions"})
    void listOfAKey(String member) {
        assertRefused(SERVICE.patch(ADMIN, keyPath, new JsonObject().put(member, new JsonArray())), member);

        Reply lifted = SERVICE.patch(ADMIN, keyPath, new JsonObject().putNull(member));
        assertThat(lifted.status()).as(lifted.body()).isIn(200, 202);
        assertThat(lifted.object().getJsonArray(member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'operations':['read'],'cyberSystems':[]}", "{'facilities':['ID'],'operations':[]}"})
    void listWithinTheRestrictionsOfAKey(String restriction) {
        String json =
                restriction.replace('\'', '"').replace("ID", UUID.randomUUID().toString());

        Reply reply = SERVICE.patch(
                ADMIN, keyPath, new JsonObject().put("restrictions", new JsonArray().add(new JsonObject(json))));

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
    }

    @Test
    void emptyListThatIsEmptyAlreadyIsTaken() {
        SERVICE.patch(ADMIN, restrictionPath, new JsonObject().putNull("operations"));

        Reply reply = SERVICE.patch(ADMIN, restrictionPath, new JsonObject().put("operations", new JsonArray()));

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
    }

    private JsonObject restriction() {
        return SERVICE.get(ADMIN, restrictionPath).object();
    }

    private static void assertRefused(Reply reply, String member) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo(member);
        assertThat(reply.object().getString("message")).contains("must not be empty: send null");
    }
}
