package com.raptorcomply.keyservice.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data service must have the places of a restriction for its organization; otherwise nothing is written. */
class UnknownPlaceIsRefusedTest {
    private final TestDataService data = new TestDataService();
    private final TestService service = TestService.with(Map.of("resources.urls", List.of(data.url())));
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final UUID known = data.add("facilities", organizationId);
    private final UUID unknown = UUID.randomUUID();

    @BeforeEach
    void publish() {
        data.believe(() -> service.get(null, "/.well-known/jwks.json").body());
    }

    @AfterEach
    void close() {
        service.close();
        data.close();
    }

    @Test
    void inANewRestriction() {
        String key = service.mint(admin, new JsonObject()).getString("id");
        UUID elsewhere = data.add("facilities", service.organization());

        assertThat(restrict(key, places("facilities", known)).status()).isEqualTo(201);
        assertRefused(restrict(key, places("facilities", known, unknown)), "facilities");
        assertRefused(restrict(key, places("facilities", elsewhere)), "facilities");
        assertRefused(restrict(key, places("controlCenters", known)), "controlCenters");
        assertRefused(restrict(key, places("cyberSystems", known)), "cyberSystems");
        assertThat(restrictions()).isEqualTo(1);
        assertThat(data.asked()).contains("HEAD /facilities/" + known, "HEAD /control-centers/" + known);
    }

    @Test
    void inAChangedRestrictionButNotWhatItNamedBefore() {
        String key = service.mint(admin, new JsonObject()).getString("id");
        String path = "/access-control/"
                + restrict(key, places("facilities", known)).object().getString("id");
        data.remove("facilities", known);
        UUID other = data.add("facilities", organizationId);

        assertRefused(service.patch(admin, path, places("facilities", known, unknown)), "facilities");
        assertThat(service.patch(admin, path, places("facilities", known, other))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void inWhatIsGrantedToAPerson() {
        UUID person = Objects.requireNonNull(
                service.person(organizationId, UserRole.USER).ownerUserId());
        String path = "/access-control/user/" + person + "/grant";

        assertRefused(service.post(admin, path, places("facilities", unknown)), "facilities");
        assertThat(service.post(admin, path, places("facilities", known)).status())
                .isEqualTo(200);
        data.remove("facilities", known);
        Reply revoked = service.post(admin, path.replace("grant", "revoke"), places("facilities", known));
        assertThat(revoked.object().getString("code")).isEqualTo("state_conflict");
    }

    @Test
    void inANewKeyAndAChangedOne() {
        JsonObject body = new JsonObject().put("name", "Sync").put("kind", "organization");
        body.put(
                "restrictions", new JsonArray().add(places("facilities", known)).add(places("facilities", unknown)));
        assertRefused(service.post(admin, "/api-keys", body), "restrictions[1].facilities");
        assertThat(service.get(admin, "/api-keys").array()).isEmpty();

        body.put("restrictions", new JsonArray().add(places("facilities", known)));
        Reply made = service.post(admin, "/api-keys", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);

        String path = "/api-keys/" + made.object().getString("id");
        JsonObject change = new JsonObject().put("restrictions", new JsonArray().add(places("facilities", unknown)));
        assertRefused(service.patch(admin, path, change), "restrictions[0].facilities");
    }

    @Test
    void butARepeatedRequestIsAnsweredAsBefore() {
        String body = new JsonObject()
                .put("name", "Sync")
                .put("kind", "organization")
                .put("restrictions", new JsonArray().add(places("facilities", known)))
                .encode();
        assertThat(repeatable(body).status()).isEqualTo(201);
        data.respondWith(500);

        assertThat(repeatable(body).header("Idempotent-Replayed")).isEqualTo("true");
    }

    /** The statuses are 500 and 403: an error; 401: the key service's key is unknown; -1: no response. */
    @ParameterizedTest
    @ValueSource(ints = {500, 403, 401, -1})
    void andNothingIsWrittenWhileTheDataServiceDoesNotTell(int status) {
        String key = service.mint(admin, new JsonObject()).getString("id");
        data.respondWith(status);

        Reply reply = restrict(key, places("facilities", known));

        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.object().getString("code")).isEqualTo("dependency_unavailable");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(restrictions()).isZero();
    }

    @Test
    void butTheNextOneSucceedsAfterTheKeySetWasRestoredWithoutItsKey() {
        String key = service.mint(admin, new JsonObject()).getString("id");
        restrict(key, places("facilities", known));
        service.execute("DELETE FROM gateway_key WHERE expires_at IS NOT NULL");

        assertThat(restrict(key, places("facilities", known)).status()).isEqualTo(503);
        assertThat(restrict(key, places("facilities", known)).status()).isEqualTo(201);
    }

    @Test
    void operationsAloneNeedNoDataService() {
        String key = service.mint(admin, new JsonObject()).getString("id");
        data.respondWith(500);

        Reply reply = restrict(key, new JsonObject().put("operations", new JsonArray().add("read")));

        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void asManyPlacesAsThereMayBeAreLookedUp() {
        String key = service.mint(admin, new JsonObject()).getString("id");
        UUID[] all = IntStream.range(0, 50)
                .mapToObj(i -> data.add("facilities", organizationId))
                .toArray(UUID[]::new);

        assertThat(restrict(key, places("facilities", all)).status()).isEqualTo(201);
        assertThat(data.asked()).hasSize(50);
    }

    private Reply restrict(String key, JsonObject limits) {
        return service.post(admin, "/access-control", limits.copy().put("keyId", key));
    }

    private Reply repeatable(String body) {
        return service.send(service.request(admin, "/api-keys")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonObject places(String member, UUID... ids) {
        JsonArray texts = new JsonArray();
        for (UUID id : ids) {
            texts.add(id.toString());
        }
        return new JsonObject().put(member, texts);
    }

    private long restrictions() {
        return service.count("SELECT count(*) FROM restriction WHERE organization_id = ?", organizationId);
    }

    private static void assertRefused(Reply reply, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.object().getString("code")).isEqualTo("reference_not_found");
        assertThat(reply.object().getString("field")).isEqualTo(field);
    }
}
