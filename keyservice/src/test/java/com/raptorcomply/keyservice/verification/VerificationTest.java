package com.raptorcomply.keyservice.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void goodKeyIsGrantedWithAllThatAGatewayNeeds() {
        Instant expiresAt = Instant.now().plus(Duration.ofDays(1));
        JsonObject createdKey = service.mint(
                admin,
                new JsonObject()
                        .put("permissions", new io.vertx.core.json.JsonArray().add("tasks:read"))
                        .put("expiresAt", expiresAt.toString())
                        .put("allowedCidrs", new io.vertx.core.json.JsonArray().add("10.0.0.0/8"))
                        .put("rateLimit", new JsonObject().put("requests", 5).put("periodSeconds", 60)));

        Grant grant = granted(gateways.verify(createdKey.getString("key")));

        assertThat(grant.keyId()).isEqualTo(UUID.fromString(createdKey.getString("id")));
        assertThat(grant.kind()).isEqualTo(KeyKind.ORGANIZATION);
        assertThat(grant.organization().id()).isEqualTo(organizationId);
        assertThat(grant.permissions().asList()).containsExactly("tasks:read");
        assertThat(grant.expiresAtMillis()).isEqualTo(expiresAt.toEpochMilli());
        assertThat(grant.expiresInMillis())
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofDays(1).toMillis());
        assertThat(grant.bounds().allowedCidrs()).containsExactly("10.0.0.0/8");
        assertThat(grant.bounds().rateLimit()).isEqualTo(new RateLimit(5, 60_000, 5));
        assertThat(grant.sequence()).isPositive();
    }

    @Test
    void userKeyHasTheOwnersPermissionsOfNow() {
        TestCaller owner = service.person(organizationId, UserRole.ORG_ADMIN);
        NewKey key = Await.result(service.bootstrap().createUserKey(organizationId, userId(owner), "Mine"));
        Grant before = granted(gateways.verify(key.reveal()));

        service.execute("UPDATE app_user SET role = 'user' WHERE id = ?", owner.ownerUserId());
        Grant after = granted(gateways.verify(key.reveal()));

        assertThat(before.permissions().contains("users:delete")).isTrue();
        assertThat(before.role()).isEqualTo("org_admin");
        assertThat(after.permissions().asList()).containsExactlyElementsOf(KeyRole.API_USER.permissions());
        assertThat(after.role()).isEqualTo("user");
        assertThat(after.subjects()).contains(Subject.user(userId(owner)));
    }

    @Test
    void superKeyHoldsAllOfItsOrganization() {
        JsonObject createdKey = service.mint(admin, new JsonObject().put("role", "org_super"));

        Grant grant = granted(gateways.verify(createdKey.getString("key")));

        assertThat(grant.permissions().asList()).containsExactlyElementsOf(KeyRole.ORG_SUPER.permissions());
    }

    @Test
    void keyWithoutPermissionsIsGrantedNone() {
        JsonObject createdKey =
                service.mint(admin, new JsonObject().put("permissions", new io.vertx.core.json.JsonArray()));

        assertThat(granted(gateways.verify(createdKey.getString("key")))
                        .permissions()
                        .asList())
                .isEmpty();
    }

    @Test
    void inventedKeyIsUnknown() {
        TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[32]));

        Refused refused =
                refused(gateways.verify(NewKey.mint(tagKeys, new SecureRandom()).reveal()));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN);
        assertThat(refused.subjects()).singleElement().extracting(Subject::kind).isEqualTo(Subject.Kind.SECRET);
    }

    @Test
    void anotherDigestForAKnownSecretIsUnknown() {
        String key = service.mint(admin, new JsonObject()).getString("key");

        Refused refused = refused(gateways.verify(key.substring(9, 20), new byte[32]));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void revokedKeyIsRefused() {
        JsonObject createdKey = service.mint(admin, new JsonObject());

        service.delete(admin, "/api-keys/" + createdKey.getString("id"));

        assertThat(refused(gateways.verify(createdKey.getString("key"))).reason())
                .isEqualTo(Reason.REVOKED);
    }

    @Test
    void expiredKeyIsRefusedAsExpired() {
        JsonObject createdKey = service.mint(admin, new JsonObject());

        service.execute(
                "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ?::uuid",
                createdKey.getString("id"));

        assertThat(refused(gateways.verify(createdKey.getString("key"))).reason())
                .isEqualTo(Reason.EXPIRED);
    }

    @Test
    void keysOfASuspendedOrganizationAreRefusedUntilItIsResumed() {
        String key = service.mint(admin, new JsonObject()).getString("key");

        service.execute("UPDATE organization SET status = 'suspended' WHERE id = ?", organizationId);
        Refused refused = refused(gateways.verify(key));
        service.execute("UPDATE organization SET status = 'active' WHERE id = ?", organizationId);

        assertThat(refused.reason()).isEqualTo(Reason.REVOKED);
        assertThat(refused.subjects()).contains(Subject.organization(organizationId));
        granted(gateways.verify(key));
    }

    @Test
    void disabledOwnersKeyIsRefusedAndTheOrganizationKeysTheyMadeLiveOn() {
        TestCaller owner = service.person(organizationId, UserRole.ORG_ADMIN);
        NewKey own = Await.result(service.bootstrap().createUserKey(organizationId, userId(owner), "Mine"));
        String organizations = service.mint(owner, new JsonObject()).getString("key");

        service.execute("UPDATE app_user SET status = 'disabled' WHERE id = ?", owner.ownerUserId());

        assertThat(refused(gateways.verify(own.reveal())).reason()).isEqualTo(Reason.REVOKED);
        granted(gateways.verify(organizations));
    }

    private static UUID userId(TestCaller person) {
        return java.util.Objects.requireNonNull(person.ownerUserId());
    }

    private static Grant granted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Granted.class);
        return ((Granted) verdict).grant();
    }

    private static Refused refused(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Refused.class);
        return (Refused) verdict;
    }
}
