package com.raptorcomply.keyservice.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Restriction;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.key.NewKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonIsLimitedToWhatIsGrantedTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller person = service.person(organizationId, UserRole.USER);
    private final UUID userId = Objects.requireNonNull(person.ownerUserId());
    private final UUID facility = UUID.randomUUID();
    private final UUID another = UUID.randomUUID();

    @Test
    void grantsAddUpInTheGrantsOfTheirKeys() {
        NewKey key = Await.result(service.bootstrap().createUserKey(organizationId, userId, "Mine"));

        Reply first = grant("facilities", facility);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.object().getJsonObject("receipt").getString("status")).isEqualTo("effective");
        grant("cyberSystems", another);
        grant("operations", "read");

        assertThat(limits(key))
                .containsExactly(new Restriction(Set.of(facility), Set.of(), Set.of(another), Set.of("read")));
    }

    @Test
    void revokedPlaceIsGoneAndTheOthersStay() {
        NewKey key = Await.result(service.bootstrap().createUserKey(organizationId, userId, "Mine"));
        grant("facilities", facility);
        grant("facilities", another);

        assertThat(revoke("facilities", facility).status()).isEqualTo(200);

        assertThat(limits(key)).containsExactly(new Restriction(Set.of(another), Set.of(), Set.of(), Set.of()));
    }

    @Test
    void revokingTheLastPlaceDoesNotOpenAllOfThem() {
        grant("facilities", facility);
        grant("operations", "read");

        assertThat(revoke("facilities", facility).status()).isEqualTo(409);
        assertThat(revoke("operations", "read").status()).isEqualTo(409);
    }

    @Test
    void whatWasNotGrantedIsNotSaidToBeRevoked() {
        assertThat(revoke("facilities", facility).status()).isEqualTo(409);
        grant("facilities", facility);
        assertThat(revoke("cyberSystems", another).status()).isEqualTo(409);
    }

    @Test
    void severalRestrictionsAreChangedOneByOne() {
        for (int i = 0; i < 2; i++) {
            service.post(admin, "/access-control", body("facilities", facility).put("userId", userId.toString()));
        }

        assertThat(grant("facilities", another).status()).isEqualTo(409);
    }

    @Test
    void grantIsInTheActivityLogWithWhoGaveIt() {
        String id = grant("facilities", facility).object().getString("id");
        grant("facilities", another);

        assertThat(service.count(
                        "SELECT count(*) FROM activity WHERE resource_type = 'restriction' AND resource_id = ?"
                                + " AND owner_id = ?",
                        id,
                        Objects.requireNonNull(admin.ownerUserId())))
                .isEqualTo(2);
    }

    @Test
    void onlyAdminsOfTheOrganizationGrantAndNobodyTheirOwn() {
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        String path = "/access-control/user/" + userId + "/grant";

        for (String each : List.of(path, path.replace("grant", "revoke"))) {
            assertThat(service.post(stranger, each, body("facilities", facility))
                            .status())
                    .isEqualTo(404);
            assertThat(service.post(person, each, body("facilities", facility)).status())
                    .isEqualTo(403);
        }
        assertThat(service.post(
                                admin,
                                "/access-control/user/" + admin.ownerUserId() + "/grant",
                                body("operations", "read"))
                        .status())
                .isEqualTo(403);
        assertThat(service.get(stranger, "/access-control/user/" + userId).status())
                .isEqualTo(404);
    }

    @Test
    void bodyIsCheckedAsARestrictions() {
        assertThat(grant("facilities", "x").object().getString("field")).isEqualTo("facilities");
        assertThat(grant("nonsense", "x").status()).isEqualTo(422);
    }

    private Reply grant(String member, Object value) {
        return service.post(admin, "/access-control/user/" + userId + "/grant", body(member, value));
    }

    private Reply revoke(String member, Object value) {
        return service.post(admin, "/access-control/user/" + userId + "/revoke", body(member, value));
    }

    private static JsonObject body(String member, Object value) {
        return new JsonObject().put(member, new JsonArray().add(value.toString()));
    }

    private List<Restriction> limits(NewKey key) {
        return ((Granted) gateways.verify(key.reveal())).grant().bounds().restrictions();
    }
}
