package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminsManageTheirPeopleTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller user = service.person(organizationId, UserRole.USER);
    private final TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
    private final TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);

    @Test
    void addReadChangeListAndDelete() {
        Reply made = service.post(admin, "/users", newUser("user"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String path = made.header("Location");
        assertThat(path).isEqualTo("/users/" + made.object().getString("id"));
        assertThat(made.object().getString("organizationId")).isEqualTo(organizationId.toString());
        assertThat(made.object().getBoolean("canSignIn")).isFalse();

        Reply changed = service.patch(
                admin, path, new JsonObject().put("name", "Kim  Örn").put("role", "org_admin"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(service.get(admin, path).object().getString("name")).isEqualTo("Kim  Örn");
        assertThat(service.get(admin, path).object().getString("role")).isEqualTo("org_admin");

        Reply deleted = service.delete(admin, path);
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
        assertThat(deleted.object().getString("status")).isEqualTo("effective");
        assertThat(service.get(admin, path).status()).isEqualTo(404);
        assertThat(service.delete(admin, path).object()).isEqualTo(deleted.object());
        Reply receipt =
                service.get(admin, path + "/receipts/" + deleted.object().getString("id"));
        assertThat(receipt.object().getString("action")).isEqualTo("user deleted");
    }

    @Test
    void listInPages() {
        for (int i = 0; i < 3; i++) {
            service.post(admin, "/users", newUser("user"));
        }
        Reply first = service.get(admin, "/users?limit=2&status=active");
        assertThat(first.array()).hasSize(2);
        String link = first.header("Link");
        Reply second = service.get(admin, link.substring(1, link.indexOf('>')));
        assertThat(second.array()).hasSize(2);
        assertThat(second.array().getJsonObject(0).getString("id")).isNotIn(ids(first));
        assertThat(service.get(admin, "/users?role=org_admin").array()).hasSize(1);
    }

    @Test
    void othersDoNot() {
        String path = "/users/" + user.ownerUserId();
        for (TestCaller caller :
                List.of(user, TestCaller.organizationKey(organizationId, List.of("facilities:read")))) {
            assertThat(service.get(caller, "/users").status()).isEqualTo(403);
            assertThat(service.get(caller, path).status()).isEqualTo(403);
            assertThat(service.post(caller, "/users", newUser("user")).status()).isEqualTo(403);
            assertThat(service.patch(caller, path, new JsonObject().put("role", "org_admin"))
                            .status())
                    .isEqualTo(403);
            assertThat(service.delete(caller, path).status()).isEqualTo(403);
        }
        assertThat(service.get(stranger, path).status()).isEqualTo(404);
        assertThat(service.patch(stranger, path, new JsonObject().put("name", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(service.delete(stranger, path).status()).isEqualTo(404);
        assertThat(service.get(stranger, "/users?organizationId=" + organizationId)
                        .status())
                .isEqualTo(403);
        assertThat(service.post(stranger, "/users", newUser("user").put("organizationId", organizationId.toString()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nobodyManagesOrMakesSomebodyWhoMayDoMore() {
        String path = "/users/" + platformAdmin.ownerUserId();
        assertThat(service.post(admin, "/users", newUser("platform_admin")).status())
                .isEqualTo(403);
        assertThat(service.patch(admin, "/users/" + user.ownerUserId(), new JsonObject().put("role", "platform_admin"))
                        .status())
                .isEqualTo(403);
        TestCaller peopleKey = TestCaller.organizationKey(
                organizationId, List.of("users:read", "users:create", "users:update", "users:delete", "roles:assign"));
        assertThat(service.post(peopleKey, "/users", newUser("org_admin")).status())
                .isEqualTo(403);
        assertThat(service.patch(peopleKey, "/users/" + admin.ownerUserId(), new JsonObject().put("email", "a@b.test"))
                        .status())
                .isEqualTo(403);
        assertThat(service.delete(admin, path).status()).isEqualTo(404);
        assertThat(service.post(platformAdmin, "/users", newUser("platform_admin"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nobodyTakesTheirOwnAccessAway() {
        String path = "/users/" + admin.ownerUserId();
        assertThat(service.delete(admin, path).status()).isEqualTo(409);
        assertThat(service.patch(admin, path, new JsonObject().put("role", "user"))
                        .status())
                .isEqualTo(409);
        assertThat(service.patch(admin, path, new JsonObject().put("status", "disabled"))
                        .status())
                .isEqualTo(409);
        assertThat(service.patch(admin, path, new JsonObject().put("name", "New Name"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void platformAdminsNameTheOrganization() {
        JsonObject body = newUser("user").put("organizationId", organizationId.toString());
        assertThat(service.post(platformAdmin, "/users", body).object().getString("organizationId"))
                .isEqualTo(organizationId.toString());
        assertThat(service.get(platformAdmin, "/users?organizationId=" + organizationId)
                        .array())
                .hasSize(3);
        assertThat(service.post(
                                platformAdmin,
                                "/users",
                                newUser("user")
                                        .put("organizationId", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAddressIsOnePersonsUntilTheyAreDeleted() {
        JsonObject body = newUser("user");
        String path = service.post(admin, "/users", body).header("Location");
        JsonObject again = body.copy().put("email", body.getString("email").toUpperCase(java.util.Locale.ROOT));
        assertThat(service.post(admin, "/users", again).status()).isEqualTo(409);
        service.delete(admin, path);
        assertThat(service.post(stranger, "/users", again).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"A\",\"role\":\"user\"}",
                "{\"email\":\"a@b.test\",\"role\":\"user\"}",
                "{\"email\":\"a@b.test\",\"name\":\"A\"}",
                "{\"email\":\"no address\",\"name\":\"A\",\"role\":\"user\"}",
                "{\"email\":\"a@b@c.test\",\"name\":\"A\",\"role\":\"user\"}",
                "{\"email\":\"a@b.test\",\"name\":\" \",\"role\":\"user\"}",
                "{\"email\":\"a@b.test\",\"name\":\"A\\u202eB\",\"role\":\"user\"}",
                "{\"email\":\"a@b.test\",\"name\":\"A\",\"role\":\"root\"}",
                "{\"email\":\"a@b.test\",\"name\":\"A\",\"role\":\"user\",\"status\":\"active\"}",
                "{\"email\":7,\"name\":\"A\",\"role\":\"user\"}"
            })
    void whatDoesNotFitIsRefused(String body) {
        Reply reply = service.post(admin, "/users", body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isNotNull();
    }

    private static JsonObject newUser(String role) {
        return new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("name", "Kim")
                .put("role", role);
    }

    private static List<String> ids(Reply reply) {
        return reply.array().stream()
                .map(each -> ((JsonObject) each).getString("id"))
                .toList();
    }
}
