package com.raptorcomply.keyservice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A restricted caller could otherwise reach all other places and operations through a key or user that it creates. Each
 * request succeeds without the restriction.
 */
class RestrictedCallersGiveNothingAwayTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller key = TestCaller.organizationKey(organizationId, KeyRole.ORG_SUPER.permissions());

    @Test
    void throughANewKey() {
        JsonObject body = new JsonObject().put("name", "x").put("kind", "organization");

        assertThat(post(key.restricted(), "/api-keys", body)).isEqualTo(403);
        assertThat(post(admin.restricted(), "/api-keys", body)).isEqualTo(403);
        assertThat(post(key, "/api-keys", body)).isEqualTo(201);
    }

    @Test
    void throughAKeyThatIsThere() {
        String id = service.mint(admin, new JsonObject().put("permissions", new JsonArray().add("tasks:read")))
                .getString("id");
        JsonObject wider = new JsonObject()
                .put("permissions", new JsonArray().add("tasks:read").add("tasks:write"));

        assertThat(post(key.restricted(), "/api-keys/" + id + "/secrets", new JsonObject()))
                .isEqualTo(403);
        assertThat(service.patch(key.restricted(), "/api-keys/" + id, wider).status())
                .isEqualTo(403);
        assertThat(post(key, "/api-keys/" + id + "/secrets", new JsonObject())).isEqualTo(201);
        assertThat(service.patch(key, "/api-keys/" + id, wider).status()).isEqualTo(200);
    }

    @Test
    void throughAnotherKeyOfTheSamePerson() {
        JsonObject body = new JsonObject().put("name", "Mine").put("kind", "user");
        String other = service.post(admin, "/api-keys", body).object().getString("id");

        assertThat(post(admin.restricted(), "/api-keys", body)).isEqualTo(403);
        assertThat(post(admin.restricted(), "/api-keys/" + other + "/secrets", new JsonObject()))
                .isEqualTo(403);
    }

    @Test
    void throughAPerson() {
        JsonObject user =
                new JsonObject().put("email", UUID.randomUUID() + "@p.test").put("role", "user");

        assertThat(post(key.restricted(), "/invitations", user)).isEqualTo(403);
        assertThat(post(key.restricted(), "/users", user.copy().put("name", "Sam")))
                .isEqualTo(403);
        assertThat(post(key, "/invitations", user)).isEqualTo(201);
    }

    @Test
    void throughTheRestrictionsOfOthers() {
        String other = service.mint(admin, new JsonObject()).getString("id");
        JsonArray operations = new JsonArray().add("read");
        JsonObject body = new JsonObject().put("keyId", other).put("operations", operations);
        String restriction = service.post(key, "/access-control", body).object().getString("id");

        assertThat(service.delete(key.restricted(), "/access-control/" + restriction)
                        .status())
                .isEqualTo(403);
        assertThat(service.patch(key.restricted(), "/api-keys/" + other, new JsonObject().putNull("restrictions"))
                        .status())
                .isEqualTo(403);
        assertThat(service.delete(key, "/access-control/" + restriction).status())
                .isEqualTo(200);
    }

    @Test
    void inASessionNeitherSaveThatTheirOwnKeysAreLimitedAsTheyAre() {
        Person person = Person.in(service, UserRole.ORG_ADMIN);
        Browser browser = person.browser();
        assertThat(made(browser, "organization")).isEqualTo(201);

        TestCaller root = TestCaller.organizationKey(person.organizationId(), KeyRole.ORG_SUPER.permissions());
        JsonObject body = new JsonObject()
                .put("facilities", new JsonArray(List.of(UUID.randomUUID().toString())));
        assertThat(post(root, "/access-control/user/" + person.id() + "/grant", body))
                .isEqualTo(200);

        assertThat(made(browser, "organization")).isEqualTo(403);
        assertThat(made(browser, "user")).isEqualTo(201);
    }

    @Test
    void platformAdminIsNotKeptFromManagingByAnAdminOfTheirOrganization() {
        Person person = Person.in(service, UserRole.PLATFORM_ADMIN);
        TestCaller root = TestCaller.organizationKey(person.organizationId(), KeyRole.ORG_SUPER.permissions());
        JsonObject body = new JsonObject()
                .put("facilities", new JsonArray(List.of(UUID.randomUUID().toString())));

        assertThat(post(root, "/access-control/user/" + person.id() + "/grant", body))
                .isEqualTo(200);

        JsonObject key = new JsonObject()
                .put("name", "x")
                .put("kind", "organization")
                .put("organizationId", person.organizationId().toString());
        assertThat(made(person.browser(), key)).isEqualTo(201);
    }

    private int post(TestCaller caller, String path, JsonObject body) {
        return service.post(caller, path, body).status();
    }

    private int made(Browser browser, String kind) {
        return made(browser, new JsonObject().put("name", "x").put("kind", kind));
    }

    private int made(Browser browser, JsonObject key) {
        return service.send(browser.request("/api-keys")
                        .header("X-CSRF-Token", browser.csrfToken())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(key.encode())))
                .status();
    }
}
