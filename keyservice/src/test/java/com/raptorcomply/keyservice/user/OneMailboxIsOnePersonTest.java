package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneMailboxIsOnePersonTest {
    private static final String PASSWORD = "several words do well";

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final String unique = UUID.randomUUID().toString().substring(24);

    @Test
    void inEachSpelling() {
        List<String> spellings = List.of(
                "jos\u00e9" + unique + "@example.com",
                "jose\u0301" + unique + "@example.com",
                unique + "@b\u00fccher.example",
                unique + "@xn--bcher-kva.example");
        assertThat(spellings.stream().map(email -> add(email).status())).containsExactly(201, 409, 201, 409);
    }

    @Test
    void forInvitationsAndChangesToo() {
        service.post(admin, "/invitations", invitation("jos\u00e9" + unique + "@example.com"));
        assertThat(service.post(admin, "/invitations", invitation("jose\u0301" + unique + "@example.com"))
                        .status())
                .isEqualTo(409);
        String other = add(unique + "@example.com").header("Location");
        add(unique + "@b\u00fccher.example");
        assertThat(service.patch(admin, other, new JsonObject().put("email", unique + "@xn--bcher-kva.example"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void signsInInEachSpelling() {
        String email = "\u03bd\u03b9\u03ba\u03bf\u03c2" + unique + "\u03c2@b\u00fccher.example";
        Await.result(
                service.bootstrap().createUser(organizationId, email, "Nikos", UserRole.USER, Secret.of(PASSWORD)));
        for (String spelling :
                List.of(email, email.toUpperCase(Locale.ROOT), email.replace("b\u00fccher", "xn--bcher-kva"))) {
            assertThat(signIn(spelling).status()).as(spelling).isEqualTo(201);
        }
    }

    @Test
    void isFoundInEachSpelling() {
        add("jos\u00e9" + unique + "@example.com");
        assertThat(service.get(admin, "/users?email=JOSE%CC%81" + unique + "@example.com")
                        .array())
                .hasSize(1);
        assertThat(service.get(admin, "/users?email=jose" + unique + "@example.com")
                        .array())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b@example.com",
                "a@-example.com",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com"
            })
    void whatIsNoAddressIsRefused(String email) {
        Reply reply = add(email);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo("email");
    }

    @Test
    void addressOfBeforeIsTakenAsItIsStored() {
        String path = add(unique + "@example.com").header("Location");
        String old = "a.." + unique + "@example.com";
        service.execute(
                "UPDATE app_user SET email = ?, address_key = ? WHERE id = ?::uuid",
                old,
                old,
                path.substring("/users/".length()));
        JsonObject unchanged = new JsonObject().put("email", old).put("name", "Another");
        assertThat(service.patch(admin, path, unchanged).object().getString("email"))
                .isEqualTo(old);
    }

    private Reply add(String email) {
        return service.post(
                admin,
                "/users",
                new JsonObject().put("email", email).put("name", "Jo").put("role", "user"));
    }

    private static JsonObject invitation(String email) {
        return new JsonObject().put("email", email).put("role", "user");
    }

    private Reply signIn(String email) {
        return service.post(
                null,
                "/sessions",
                new JsonObject().put("email", email).put("password", PASSWORD).encode());
    }
}
