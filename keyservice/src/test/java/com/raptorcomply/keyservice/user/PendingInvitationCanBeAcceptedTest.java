package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** No invitation shows "pending" that can never be accepted, and none blocks an address without reason. */
class PendingInvitationCanBeAcceptedTest {
    private static final String PASSWORD = "several words do well";

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
    private final String email = UUID.randomUUID() + "@example.test";

    @Test
    void deletedPersonsEndsAndTheirAddressIsFree() {
        String id = add().object().getString("id");
        service.delete(admin, "/users/" + id);
        assertThat(status()).isEqualTo("cancelled");
        Reply resent = service.post(admin, "/invitations/" + invitation().getString("id") + "/resend", "");
        assertThat(resent.status()).isEqualTo(409);

        assertThat(add().status()).isEqualTo(201);
    }

    @Test
    void membersAreNotInvited() {
        JsonObject made = add().object();
        accept(made.getString("invitationToken"));
        Reply invited = invite("user");
        assertThat(invited.status()).isEqualTo(409);
        assertThat(invited.object().getString("field")).isEqualTo("email");
    }

    @Test
    void memberWithoutPasswordGetsTheLinkThatTheyLack() {
        String id = add().object().getString("id");
        service.delete(admin, "/invitations/" + invitation().getString("id"));

        assertThat(invite("org_admin").status()).isEqualTo(409);
        JsonObject invited = invite("user").object();
        assertThat(invited.getString("userId")).isEqualTo(id);
        assertThat(accept(invited.getString("token")).object().getString("id")).isEqualTo(id);
    }

    @Test
    void oneForAnAddressThatAMemberGetsEnds() {
        invite("user");
        TestCaller member = service.person(organizationId, UserRole.USER);
        service.patch(admin, "/users/" + member.ownerUserId(), new JsonObject().put("email", email));
        assertThat(status()).isEqualTo("cancelled");
    }

    @Test
    void disabledPersonsIsNotSentAgainBeforeTheyAreEnabled() {
        String user = "/users/" + add().object().getString("id");
        service.patch(admin, user, new JsonObject().put("status", "disabled"));
        assertThat(status()).isEqualTo("expired");
        String resend = "/invitations/" + invitation().getString("id") + "/resend";
        assertThat(service.post(admin, resend, "").status()).isEqualTo(409);
        service.patch(admin, user, new JsonObject().put("status", "active"));
        assertThat(service.post(admin, resend, "").object().getString("status")).isEqualTo("pending");
    }

    @Test
    void organizationsThatWasDeletedEnd() {
        invite("user");
        service.delete(platformAdmin, "/organizations/" + organizationId);
        assertThat(service.count(
                        "SELECT count(*) FROM invitation WHERE organization_id = ? AND status = 'pending'",
                        organizationId))
                .isZero();
    }

    @Test
    void organizationsThatWasSuspendedIsSentAgain() {
        JsonObject invited = invite("user").object();
        String organization = "/organizations/" + organizationId;
        service.patch(platformAdmin, organization, new JsonObject().put("status", "suspended"));
        service.patch(platformAdmin, organization, new JsonObject().put("status", "active"));
        assertThat(status()).isEqualTo("expired");
        assertThat(accept(invited.getString("token")).status()).isEqualTo(404);
    }

    private Reply add() {
        return service.post(
                admin,
                "/users",
                new JsonObject().put("email", email).put("name", "Jo").put("role", "user"));
    }

    private Reply invite(String role) {
        return service.post(
                admin, "/invitations", new JsonObject().put("email", email).put("role", role));
    }

    private JsonObject invitation() {
        return service.get(admin, "/invitations").array().getJsonObject(0);
    }

    private String status() {
        return invitation().getString("status");
    }

    private Reply accept(String token) {
        JsonObject body = new JsonObject().put("token", token).put("password", PASSWORD);
        return service.post(null, "/invitations/accept", body.encode());
    }
}
