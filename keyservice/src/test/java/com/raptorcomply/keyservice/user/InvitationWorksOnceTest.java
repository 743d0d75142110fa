package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationWorksOnceTest {
    private static final String PASSWORD = "several words do well";

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final String email = UUID.randomUUID() + "@example.test";

    @Test
    void fromInvitingToSigningIn() {
        JsonObject invited = invite("org_admin").object();
        Reply validated = anybody("/invitations/validate", token(invited));
        assertThat(validated.status()).as(validated.body()).isEqualTo(200);
        assertThat(validated.object().getString("email")).isEqualTo(email);
        assertThat(validated.object().getString("role")).isEqualTo("org_admin");

        Reply accepted = accept(invited);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
        assertThat(accepted.object().getString("role")).isEqualTo("org_admin");
        assertThat(accepted.object().getBoolean("canSignIn")).isTrue();
        assertThat(signIn().status()).isEqualTo(201);

        assertThat(accept(invited).status()).isEqualTo(404);
        assertThat(anybody("/invitations/validate", token(invited)).status()).isEqualTo(404);
        assertThat(service.get(admin, path(invited)).object().getString("status"))
                .isEqualTo("accepted");
    }

    @Test
    void userWhoWasAddedChoosesAPasswordByIt() {
        JsonObject user =
                new JsonObject().put("email", email).put("name", "Kim").put("role", "user");
        JsonObject made = service.post(admin, "/users", user).object();
        assertThat(signIn().status()).isEqualTo(401);
        JsonObject invited = new JsonObject().put("token", made.getString("invitationToken"));
        assertThat(anybody("/invitations/validate", token(invited)).object().getString("name"))
                .isEqualTo("Kim");
        Reply renaming = accept(invited);
        assertThat(renaming.status()).isEqualTo(422);
        assertThat(renaming.object().getString("field")).isEqualTo("name");
        Reply accepted = anybody("/invitations/accept", token(invited).put("password", PASSWORD));
        assertThat(accepted.object().getString("id")).isEqualTo(made.getString("id"));
        assertThat(accepted.object().getString("name")).isEqualTo("Kim");
        assertThat(signIn().status()).isEqualTo(201);
    }

    @Test
    void whoWasPromotedMeanwhileIsSentALinkByNobodyWhoMayDoLess() {
        TestCaller weaker = TestCaller.organizationKey(
                organizationId,
                Stream.concat(
                                UserRole.USER.permissions().stream(),
                                Stream.of("users:create", "invitations:read", "invitations:update"))
                        .toList());
        JsonObject user =
                new JsonObject().put("email", email).put("name", "Kim").put("role", "user");
        String id = service.post(weaker, "/users", user).object().getString("id");
        String invitation =
                service.get(weaker, "/invitations").array().getJsonObject(0).getString("id");

        service.patch(admin, "/users/" + id, new JsonObject().put("role", "org_admin"));

        assertThat(service.post(weaker, "/invitations/" + invitation + "/resend", "")
                        .status())
                .isEqualTo(403);
        assertThat(service.post(admin, "/invitations/" + invitation + "/resend", "")
                        .object()
                        .getString("role"))
                .isEqualTo("org_admin");
    }

    @Test
    void whoBecomesAUserChoosesAName() {
        JsonObject invited = invite("user").object();
        assertThat(anybody("/invitations/validate", token(invited)).object().getValue("name", ""))
                .isNull();
        Reply nameless = anybody("/invitations/accept", token(invited).put("password", PASSWORD));
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.object().getString("field")).isEqualTo("name");
    }

    @Test
    void resendingVoidsTheOldLink() {
        JsonObject invited = invite("user").object();
        JsonObject again = service.post(admin, path(invited) + "/resend", "").object();
        assertThat(accept(invited).status()).isEqualTo(404);
        assertThat(accept(again).status()).isEqualTo(201);
        assertThat(service.post(admin, path(invited) + "/resend", "").status()).isEqualTo(409);
    }

    @Test
    void cancelledOrExpiredOnesDoNot() {
        JsonObject cancelled = invite("user").object();
        assertThat(service.delete(admin, path(cancelled)).status()).isEqualTo(204);
        assertThat(accept(cancelled).status()).isEqualTo(404);
        JsonObject expired = invite("user").object();
        service.execute("UPDATE invitation SET expires_at = now() WHERE id = ?::uuid", expired.getString("id"));
        assertThat(accept(expired).status()).isEqualTo(404);
        assertThat(service.get(admin, path(expired)).object().getString("status"))
                .isEqualTo("expired");
    }

    @Test
    void linkOfAPersonWhoWasDisabledDoesNot() {
        JsonObject user =
                new JsonObject().put("email", email).put("name", "Kim").put("role", "user");
        JsonObject made = service.post(admin, "/users", user).object();
        service.patch(admin, "/users/" + made.getString("id"), new JsonObject().put("status", "disabled"));

        JsonObject chosen =
                new JsonObject().put("token", made.getString("invitationToken")).put("password", PASSWORD);
        assertThat(anybody("/invitations/accept", chosen).status()).isEqualTo(404);
        assertThat(service.get(admin, "/users/" + made.getString("id")).object().getBoolean("canSignIn"))
                .isFalse();
    }

    @Test
    void resendingAnExpiredOneGivesItAnotherWeek() {
        JsonObject expired = invite("user").object();
        service.execute("UPDATE invitation SET expires_at = now() WHERE id = ?::uuid", expired.getString("id"));

        JsonObject again = service.post(admin, path(expired) + "/resend", "").object();

        assertThat(again.getString("status")).isEqualTo("pending");
        assertThat(Instant.parse(again.getString("expiresAt")))
                .isAfter(Instant.now().plus(Duration.ofDays(6)));
        assertThat(accept(again).status()).isEqualTo(201);
    }

    @Test
    void isShownToAdminsWithoutItsTokenAndToNobodyElse() {
        JsonObject invited = invite("user").object();
        assertThat(service.get(admin, "/invitations").body())
                .contains(email)
                .doesNotContain(invited.getString("token"));
        assertThat(service.get(admin, path(invited)).body()).doesNotContain(invited.getString("token"));
        assertThat(service.count(
                        "SELECT count(*) FROM invitation i WHERE i::text LIKE '%' || ? || '%'",
                        invited.getString("token")))
                .isZero();
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        assertThat(service.get(stranger, path(invited)).status()).isEqualTo(404);
        assertThat(service.delete(stranger, path(invited)).status()).isEqualTo(404);
        TestCaller user = service.person(organizationId, UserRole.USER);
        assertThat(service.get(user, "/invitations").status()).isEqualTo(403);
        assertThat(service.post(user, "/invitations", body("user")).status()).isEqualTo(403);
    }

    @Test
    void addressIsInvitedOnceAndNotForMoreThanTheInviterMayDo() {
        assertThat(invite("user").status()).isEqualTo(201);
        assertThat(invite("user").status()).isEqualTo(409);
        assertThat(invite("platform_admin").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "password123456789", "aaaaaaaaaaaaaaaaaaaaaaaa"})
    void weakPasswordIsRefusedAndTheLinkStaysGood(String password) {
        JsonObject invited = invite("user").object();
        Reply refused =
                anybody("/invitations/accept", token(invited).put("name", "Kim").put("password", password));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("password");
        assertThat(accept(invited).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"})
    void inventedTokensDoNot(String token) {
        JsonObject body =
                new JsonObject().put("token", token).put("name", "Kim").put("password", PASSWORD);
        assertThat(anybody("/invitations/accept", body).status()).isEqualTo(404);
    }

    private Reply invite(String role) {
        return service.post(admin, "/invitations", body(role));
    }

    private JsonObject body(String role) {
        return new JsonObject().put("email", email).put("role", role);
    }

    private Reply accept(JsonObject invited) {
        return anybody(
                "/invitations/accept", token(invited).put("name", "Kim Örn").put("password", PASSWORD));
    }

    private Reply signIn() {
        return anybody("/sessions", new JsonObject().put("email", email).put("password", PASSWORD));
    }

    private Reply anybody(String path, JsonObject body) {
        return service.post(null, path, body.encode());
    }

    private static JsonObject token(JsonObject invited) {
        return new JsonObject().put("token", invited.getString("token"));
    }

    private static String path(JsonObject invited) {
        return "/invitations/" + invited.getString("id");
    }
}
