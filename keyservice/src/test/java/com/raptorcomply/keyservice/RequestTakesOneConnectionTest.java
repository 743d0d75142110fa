package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** As many requests at once as there are connections would wait for each other if each took a second one. */
class RequestTakesOneConnectionTest {
    private static final TestService SERVICE = TestService.with(Map.of("database.poolSize", 1));

    private final UUID organization = SERVICE.organization();
    private final TestCaller admin = SERVICE.person(organization, UserRole.ORG_ADMIN);
    private final TestCaller platform = SERVICE.person(organization, UserRole.PLATFORM_ADMIN);

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void aboutKeys() {
        JsonObject key = SERVICE.mint(admin, new JsonObject());
        String path = "/api-keys/" + key.getString("id");
        require(200, SERVICE.patch(admin, path, new JsonObject().put("name", "Another")));
        require(201, SERVICE.post(admin, path + "/secrets", new JsonObject().put("overlap", "PT1H")));
        JsonObject operations = new JsonObject().put("operations", new JsonArray().add("facilities:read"));
        require(201, SERVICE.post(admin, "/access-control", operations.put("keyId", key.getString("id"))));
        require(200, SERVICE.get(admin, path));
        require(200, SERVICE.get(admin, "/api-keys/summary"));
        require(200, SERVICE.delete(admin, path));
        require(200, SERVICE.get(admin, path + "/receipts"));
        require(200, SERVICE.get(admin, "/receipts/export?from=2026-01-01T00:00:00Z"));
    }

    @Test
    void aboutPeople() {
        JsonObject user = new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("name", "Kim")
                .put("role", "user");
        Reply made = SERVICE.post(admin, "/users", user);
        require(201, made);
        String path = "/users/" + made.object().getString("id");
        require(200, SERVICE.patch(admin, path, new JsonObject().put("role", "org_admin")));
        require(200, SERVICE.delete(admin, path));
        JsonObject invitation = new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("role", "user");
        Reply invited = SERVICE.post(admin, "/invitations", invitation);
        require(201, invited);
        require(200, SERVICE.post(null, "/invitations/validate", token(invited).encode()));
        require(
                201,
                SERVICE.post(
                        null,
                        "/invitations/accept",
                        token(invited)
                                .put("name", "Sam")
                                .put("password", "gravel umbrella nineteen tuba")
                                .encode()));
    }

    @Test
    void aboutOrganizations() {
        Reply made = SERVICE.post(platform, "/organizations", new JsonObject().put("name", "Org " + UUID.randomUUID()));
        require(201, made);
        String path = "/organizations/" + made.object().getString("id");
        require(200, SERVICE.patch(platform, path, new JsonObject().put("status", "suspended")));
        require(200, SERVICE.delete(platform, path));
        require(200, SERVICE.get(admin, "/activity"));
    }

    @Test
    void thatSignsIn() {
        Person person = Person.in(SERVICE, UserRole.USER);
        AuthenticatorApp app = AuthenticatorApp.of(person);
        JsonObject credentials = new JsonObject()
                .put("email", person.email())
                .put("password", Person.PASSWORD)
                .put("code", app.nextCode());

        require(201, SERVICE.post(null, "/sessions", credentials.encode()));
    }

    private static JsonObject token(Reply invited) {
        return new JsonObject().put("token", invited.object().getString("token"));
    }

    private static void require(int status, Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    }
}
