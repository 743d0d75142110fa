package com.raptorcomply.keyservice.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.Restriction;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.key.NewKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestrictionLimitsTheGrantTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final UUID facility = UUID.randomUUID();

    @Test
    void ofAKeyIsInItsGrantUntilItIsLifted() {
        JsonObject createdKey = service.mint(admin, new JsonObject());

        Reply made = restrict("keyId", createdKey.getString("id"));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.object().getJsonObject("receipt").getString("status")).isEqualTo("effective");
        assertThat(bounds(createdKey.getString("key")).restrictions())
                .containsExactly(new Restriction(Set.of(facility), Set.of(), Set.of(), Set.of("read")));
        assertThat(service.delete(admin, "/access-control/" + made.object().getString("id"))
                        .status())
                .isEqualTo(200);
        assertThat(bounds(createdKey.getString("key")).restrictions()).isEmpty();
    }

    @Test
    void ofAPersonIsInEachOfTheirKeysGrants() {
        TestCaller person = service.person(organizationId, UserRole.USER);
        UUID userId = Objects.requireNonNull(person.ownerUserId());
        NewKey key = Await.result(service.bootstrap().createUserKey(organizationId, userId, "Mine"));

        restrict("userId", userId.toString());

        assertThat(bounds(key.reveal()).restrictions()).hasSize(1);
        assertThat(service.get(admin, "/access-control/user/" + userId).array()).hasSize(1);
    }

    @Test
    void changeLeavesWhatItDoesNotName() {
        JsonObject createdKey = service.mint(admin, new JsonObject());
        String id = restrict("keyId", createdKey.getString("id")).object().getString("id");

        service.patch(admin, "/access-control/" + id, new JsonObject().putNull("operations"));

        assertThat(bounds(createdKey.getString("key")).restrictions())
                .containsExactly(new Restriction(Set.of(facility), Set.of(), Set.of(), Set.of()));
    }

    @Test
    void ofAKeyIsChosenWhenItIsMadeAndReplacedByAChange() {
        JsonArray one =
                new JsonArray().add(new JsonObject().put("facilities", new JsonArray().add(facility.toString())));

        JsonObject createdKey = service.mint(admin, new JsonObject().put("restrictions", one));
        assertThat(createdKey.getJsonArray("restrictions")).hasSize(1);
        assertThat(bounds(createdKey.getString("key")).restrictions())
                .containsExactly(new Restriction(Set.of(facility), Set.of(), Set.of(), Set.of()));

        String path = "/api-keys/" + createdKey.getString("id");
        Reply lifted = service.patch(admin, path, new JsonObject().putNull("restrictions"));
        assertThat(lifted.object().getJsonArray("restrictions")).isEmpty();
        assertThat(bounds(createdKey.getString("key")).restrictions()).isEmpty();
    }

    @Test
    void ownerOfAUserKeyDoesNotLiftWhatRestrictsIt() {
        TestCaller person = service.person(organizationId, UserRole.ORG_ADMIN);
        JsonObject own = service.mint(person, new JsonObject().put("kind", "user"));
        restrict("keyId", own.getString("id"));

        Reply reply = service.patch(
                person, "/api-keys/" + own.getString("id"), new JsonObject().put("restrictions", new JsonArray()));

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void nobodyLiftsTheirOwn() {
        TestCaller other = service.person(organizationId, UserRole.ORG_ADMIN);
        String id =
                restrict("userId", String.valueOf(other.ownerUserId())).object().getString("id");

        assertThat(service.delete(other, "/access-control/" + id).status()).isEqualTo(403);
    }

    private Reply restrict(String holder, String id) {
        return service.post(
                admin,
                "/access-control",
                new JsonObject()
                        .put(holder, id)
                        .put("facilities", new JsonArray().add(facility.toString()))
                        .put("operations", new JsonArray().add("read")));
    }

    private GrantConstraints bounds(String key) {
        return ((Granted) gateways.verify(key)).grant().bounds();
    }
}
