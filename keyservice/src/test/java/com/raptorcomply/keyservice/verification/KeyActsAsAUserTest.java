package com.raptorcomply.keyservice.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import com.raptorcomply.keyservice.client.key.NewKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyActsAsAUserTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final UUID user = userId(service.person(organizationId, UserRole.USER));
    private final JsonObject createdKey = service.mint(
            admin,
            new JsonObject()
                    .put("permissions", new JsonArray(List.of("users:impersonate", "tasks:read", "users:read"))));
    private final String key = createdKey.getString("key");

    @Test
    void withWhatBothHold() {
        Grant grant = granted(gateways.verify(key, user));

        assertThat(grant.permissions().asList()).containsExactly("tasks:read");
        assertThat(grant.actor()).isEqualTo(new Grant.Actor(user, "Some Body"));
        assertThat(grant.keyName()).isEqualTo("Data import");
        assertThat(grant.role()).isNull();
        assertThat(grant.subjects()).contains(Subject.user(user), Subject.key(grant.keyId()));
    }

    @Test
    void neverWithMoreThanTheKeyHolds() {
        assertThat(granted(gateways.verify(key, userId(admin))).permissions().asList())
                .containsExactly("tasks:read", "users:impersonate", "users:read");
    }

    @Test
    void andEvenASuperKeyWithNoMoreThanTheUser() {
        String superKey =
                service.mint(admin, new JsonObject().put("role", "org_super")).getString("key");

        assertThat(granted(gateways.verify(superKey, user)).permissions().asList())
                .containsExactlyElementsOf(KeyRole.API_USER.permissions());
    }

    @Test
    void withinTheRestrictionsOfBoth() {
        UUID ofKey = restrict("keyId", createdKey.getString("id"));
        UUID ofUser = restrict("userId", user.toString());

        assertThat(granted(gateways.verify(key, user)).bounds().restrictions())
                .extracting(restriction -> List.copyOf(restriction.facilities()))
                .containsExactlyInAnyOrder(List.of(ofKey), List.of(ofUser));
        assertThat(granted(gateways.verify(key)).bounds().restrictions()).hasSize(1);
    }

    @Test
    void ofTheRoleThatTheUserHasNow() {
        assertThat(granted(gateways.verify(key, userId(admin))).permissions().contains("users:read"))
                .isTrue();

        service.execute("UPDATE app_user SET role = 'user' WHERE id = ?", userId(admin));

        assertThat(granted(gateways.verify(key, userId(admin))).permissions().contains("users:read"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "deleted"})
    void notIfTheUserIsNotActive(String status) {
        service.execute("UPDATE app_user SET status = ? WHERE id = ?", status, user);

        assertForbidden(gateways.verify(key, user), user);
    }

    @Test
    void notIfTheyAreOfAnotherOrganizationOrOfNoneAlike() {
        UUID stranger = userId(service.person(service.organization(), UserRole.USER));
        UUID nobody = UUID.randomUUID();

        Refused other = assertForbidden(gateways.verify(key, stranger), stranger);
        Refused unknown = assertForbidden(gateways.verify(key, nobody), nobody);

        assertThat(other.subjects().subList(0, 3)).isEqualTo(unknown.subjects().subList(0, 3));
    }

    @Test
    void notWithoutThePermission() {
        String plain = service.mint(admin, new JsonObject()).getString("key");

        assertForbidden(gateways.verify(plain, user), user);
    }

    @Test
    void notWithAUsersKeyEvenAsItsOwner() {
        NewKey own = Await.result(service.bootstrap().createUserKey(organizationId, userId(admin), "Mine"));

        assertForbidden(gateways.verify(own.reveal(), user), user);
        assertForbidden(gateways.verify(own.reveal(), userId(admin)), userId(admin));
    }

    @Test
    void aRevokedKeyIsToldThatItIs() {
        service.delete(admin, "/api-keys/" + createdKey.getString("id"));

        assertThat(((Refused) gateways.verify(key, user)).reason()).isEqualTo(Reason.REVOKED);
    }

    @Test
    void whatIsNoUserIdIsRefused() {
        JsonObject body = new JsonObject()
                .put("secretId", key.substring(9, 20))
                .put("digest", "A".repeat(43))
                .put("actAs", "1-1-1-1-1");

        assertThat(gateways.ask(body.encode(), "Bearer " + TestService.GATEWAY_CREDENTIAL)
                        .status())
                .isEqualTo(422);
    }

    private UUID restrict(String holder, String id) {
        UUID facility = UUID.randomUUID();
        JsonObject body = new JsonObject()
                .put(holder, id)
                .put("facilities", new JsonArray().add(facility.toString()))
                .put("operations", new JsonArray());
        assertThat(service.post(admin, "/access-control", body).status()).isEqualTo(201);
        return facility;
    }

    private static UUID userId(TestCaller person) {
        return Objects.requireNonNull(person.ownerUserId());
    }

    private static Grant granted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Granted.class);
        return ((Granted) verdict).grant();
    }

    private static Refused assertForbidden(Verdict verdict, UUID user) {
        assertThat(verdict).isInstanceOf(Refused.class);
        Refused refused = (Refused) verdict;
        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refused.subjects()).contains(Subject.user(user));
        return refused;
    }
}
