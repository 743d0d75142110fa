package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an admin corrects an address, the first link is in a stranger's mailbox. */
class LinkToAFormerAddressIsVoidTest {
    private static final String PASSWORD = "several words do well";

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final String right = "right-" + UUID.randomUUID() + "@example.test";
    private final JsonObject made = service.post(
                    admin,
                    "/users",
                    new JsonObject()
                            .put("email", "wrong-" + UUID.randomUUID() + "@example.test")
                            .put("name", "Jo")
                            .put("role", "org_admin"))
            .object();

    @BeforeEach
    void correctTheAddress() {
        Reply corrected = service.patch(admin, "/users/" + made.getString("id"), new JsonObject().put("email", right));
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
    }

    @Test
    void nobodyAcceptsByIt() {
        assertThat(accept(made.getString("invitationToken")).status()).isEqualTo(404);
        Reply validated =
                anybody("/invitations/validate", new JsonObject().put("token", made.getString("invitationToken")));
        assertThat(validated.status()).isEqualTo(404);
        assertThat(service.get(admin, "/users/" + made.getString("id")).object().getBoolean("canSignIn"))
                .isFalse();
    }

    @Test
    void invitationBearsTheNewAddress() {
        assertThat(invitation().getString("email")).isEqualTo(right);
        assertThat(invitation().getString("status")).isEqualTo("expired");
    }

    @Test
    void linkSentAgainIsGood() {
        JsonObject again = service.post(admin, "/invitations/" + invitation().getString("id") + "/resend", "")
                .object();
        assertThat(again.getString("email")).isEqualTo(right);
        assertThat(accept(again.getString("token")).status()).isEqualTo(201);
    }

    @Test
    void logNamesTheInvitation() {
        JsonObject entry = service.get(admin, "/activity?resourceType=user&action=update")
                .array()
                .getJsonObject(0);
        assertThat(entry.getJsonObject("changes").getJsonArray("invitationsVoided"))
                .containsExactly(invitation().getString("id"));
    }

    private JsonObject invitation() {
        return service.get(admin, "/invitations").array().getJsonObject(0);
    }

    private Reply accept(String token) {
        return anybody(
                "/invitations/accept", new JsonObject().put("token", token).put("password", PASSWORD));
    }

    private Reply anybody(String path, JsonObject body) {
        return service.post(null, path, body.encode());
    }
}
