package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permission;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitationEndsWithItsSendersRightsTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller sender = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
    private final String path = "/users/" + sender.ownerUserId();

    @Test
    void whenTheSenderIsDemoted() {
        JsonObject invited = invite(sender);
        service.patch(admin, path, new JsonObject().put("role", "user"));
        assertVoid(invited);
    }

    @Test
    void andNoRehabilitationRevivesIt() {
        JsonObject invited = invite(sender);
        service.patch(admin, path, new JsonObject().put("status", "disabled"));
        assertVoid(invited);
        service.patch(admin, path, new JsonObject().put("status", "active"));
        assertVoid(invited);
    }

    @Test
    void whenTheSenderIsDeleted() {
        JsonObject invited = invite(sender);
        service.delete(admin, path);
        assertVoid(invited);
    }

    @Test
    void alsoTheLinkOfAPersonWhomTheyAdded() {
        JsonObject body = new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("name", "Jo")
                .put("role", "org_admin");
        String token = service.post(sender, "/users", body).object().getString("invitationToken");
        service.delete(admin, path);
        assertThat(accept(token).status()).isEqualTo(404);
    }

    @Test
    void whenTheSendersOrganizationIsSuspended() {
        TestCaller guest = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
        JsonObject invited = invite(guest);
        String home = "/organizations/" + guest.organizationId();
        service.patch(platformAdmin, home, new JsonObject().put("status", "suspended"));
        service.patch(platformAdmin, home, new JsonObject().put("status", "active"));
        assertVoid(invited);
    }

    @Test
    void whenThePlatformAdminWhoSentItIsOneNoMore() {
        TestCaller guest = service.person(platformAdmin.organizationId(), UserRole.PLATFORM_ADMIN);
        JsonObject invited = invite(guest);
        service.patch(platformAdmin, "/users/" + guest.ownerUserId(), new JsonObject().put("role", "org_admin"));
        assertVoid(invited);
    }

    @Test
    void whenTheKeyThatSentItIsRevoked() {
        TestCaller key = superKey();
        JsonObject invited = invite(key);
        service.delete(admin, "/api-keys/" + key.keyId());
        assertVoid(invited);
    }

    @Test
    void whenTheKeyThatSentItMayDoLess() {
        TestCaller key = superKey();
        JsonObject invited = invite(key);
        service.execute(
                "UPDATE api_key SET role = NULL, permissions = '{users:create,facilities:read}' WHERE id = ?",
                key.keyId());
        assertVoid(invited);
    }

    @Test
    void whenTheSendersOwnKeyThatSentItIsRevoked() {
        Await.result(service.bootstrap()
                .createUserKey(organizationId, Objects.requireNonNull(sender.ownerUserId()), "Mine"));
        String id = service.get(sender, "/api-keys?kind=user")
                .array()
                .getJsonObject(0)
                .getString("id");
        JsonObject invited = invite(sender.withKey(UUID.fromString(id)));
        service.delete(admin, "/api-keys/" + id);
        assertVoid(invited);
    }

    @Test
    void unlessAnotherAdminSendsItAgain() {
        JsonObject invited = invite(sender);
        service.delete(admin, path);
        String resend = "/invitations/" + invited.getString("id") + "/resend";
        assertThat(service.post(admin, resend, new JsonObject().put("role", "user"))
                        .status())
                .isEqualTo(422);
        JsonObject again = service.post(admin, resend, "").object();
        assertThat(again.getString("status")).isEqualTo("pending");
        assertThat(accept(again.getString("token")).status()).isEqualTo(201);
    }

    @Test
    void andPromotionEndsNothing() {
        JsonObject invited = invite(sender);
        service.patch(platformAdmin, path, new JsonObject().put("role", "platform_admin"));
        assertThat(accept(invited.getString("token")).status()).isEqualTo(201);
    }

    private TestCaller superKey() {
        Await.result(service.bootstrap().createOrganizationKey(organizationId, "Super", KeyRole.ORG_SUPER));
        String id = service.get(admin, "/api-keys").array().getJsonObject(0).getString("id");
        return TestCaller.organizationKey(organizationId, all()).withKey(UUID.fromString(id));
    }

    private static List<String> all() {
        return Permissions.table().stream().map(Permission::name).toList();
    }

    private JsonObject invite(TestCaller by) {
        JsonObject body = new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("role", "org_admin")
                .put("organizationId", organizationId.toString());
        Reply reply = service.post(by, "/invitations", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.object().getString("status")).isEqualTo("pending");
        return reply.object();
    }

    private void assertVoid(JsonObject invited) {
        assertThat(accept(invited.getString("token")).status()).isEqualTo(404);
        assertThat(service.get(admin, "/invitations/" + invited.getString("id"))
                        .object()
                        .getString("status"))
                .isEqualTo("expired");
    }

    private Reply accept(String token) {
        JsonObject body = new JsonObject().put("token", token).put("password", "several words do well");
        Reply nameless = service.post(null, "/invitations/accept", body.encode());
        return nameless.status() == 422
                ? service.post(
                        null, "/invitations/accept", body.put("name", "Jo").encode())
                : nameless;
    }
}
