package com.raptorcomply.keyservice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhooksAreManagedByAdminsTest {
    private static final String URL = "https://hooks.example.com/secret-path?sig=abc";

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void onlyWithThePermissionAndInTheirOrganization() {
        Hook hook = Hook.of(service, admin, URL, new JsonObject());
        String list = hook.path().replaceAll("/[^/]+$", "");
        TestCaller user = service.person(organizationId, UserRole.USER);
        TestCaller reader = TestCaller.organizationKey(organizationId, List.of(Permissions.ORGANIZATION_READ));
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        TestCaller platform = service.person(service.organization(), UserRole.PLATFORM_ADMIN);

        for (TestCaller caller : List.of(user, reader)) {
            assertThat(service.get(caller, list).status()).isEqualTo(403);
            assertThat(service.get(caller, hook.path()).status()).isEqualTo(403);
            assertThat(service.post(caller, hook.path() + "/test", "").status()).isEqualTo(403);
        }
        for (String path : List.of(list, hook.path(), hook.path() + "/deliveries")) {
            assertThat(service.get(stranger, path).status()).isEqualTo(404);
            assertThat(service.get(platform, path).status()).isEqualTo(200);
        }
        assertThat(service.delete(stranger, hook.path()).status()).isEqualTo(404);
        assertThat(service.get(
                                admin,
                                hook.path()
                                        .replace(
                                                organizationId.toString(),
                                                stranger.organizationId().toString()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void oneChangeAtATime() {
        Hook hook = Hook.of(service, admin, URL, new JsonObject());
        String tag = service.get(admin, hook.path()).header("ETag");

        Reply changed = patch(hook.path(), tag, "{\"name\":\"Ticket system\",\"types\":[\"api_key.expired\"]}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.object().getJsonArray("types")).containsExactly("api_key.expired");
        assertThat(patch(hook.path(), tag, "{\"name\":\"Another\"}").status()).isEqualTo(412);

        Reply all = service.patch(admin, hook.path(), new JsonObject().putNull("types"));
        assertThat(all.object().getJsonArray("types")).isNull();
        assertThat(all.object().getString("name")).isEqualTo("Ticket system");
    }

    @Test
    void withEveryFaultNamed() {
        assertThat(field(new JsonObject().put("types", List.of()))).isEqualTo("types");
        assertThat(field(new JsonObject().put("types", List.of("api_key.painted"))))
                .isEqualTo("types");
        assertThat(field(new JsonObject().put("types", List.of("webhook.test"))))
                .isEqualTo("types");
        assertThat(field(new JsonObject().put("enabled", "yes"))).isEqualTo("enabled");
        assertThat(field(new JsonObject().put("name", " "))).isEqualTo("name");
        assertThat(field(new JsonObject().put("secret", "mine"))).isEqualTo("secret");
        assertThat(field(new JsonObject().put("url", "https://hooks.example.com/" + "x".repeat(2_048))))
                .isEqualTo("url");
    }

    @Test
    void testedWithoutABody() {
        Hook hook = Hook.of(service, admin, URL, new JsonObject());
        Reply refused = service.post(admin, hook.path() + "/test", new JsonObject().put("url", "https://127.0.0.1/"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("url");
        assertThat(service.get(admin, hook.path() + "/deliveries").array()).isEmpty();
    }

    @Test
    void noMoreThanAnOrganizationMayHave() {
        for (int i = 0; i < Webhooks.WEBHOOKS_MAX; i++) {
            Hook.of(service, admin, URL, new JsonObject());
        }
        Reply refused = Hook.create(service, admin, URL, new JsonObject());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.object().getString("code")).isEqualTo("limit_reached");

        String first = "/organizations/" + organizationId + "/webhooks/"
                + service.get(admin, "/organizations/" + organizationId + "/webhooks")
                        .array()
                        .getJsonObject(0)
                        .getString("id");
        assertThat(service.delete(admin, first).status()).isEqualTo(204);
        assertThat(service.get(admin, first).status()).isEqualTo(404);
        assertThat(Hook.create(service, admin, URL, new JsonObject()).status()).isEqualTo(201);
    }

    @Test
    void andEachChangeIsInTheLogWithoutTheSecretPartOfTheUrl() {
        Hook hook = Hook.of(service, admin, URL, new JsonObject());
        service.patch(admin, hook.path(), new JsonObject().put("url", "https://other.example.com/token"));
        service.patch(admin, hook.path(), new JsonObject().put("name", "SIEM"));
        service.delete(admin, hook.path());

        Reply log = service.get(admin, "/activity?resourceType=webhook");
        assertThat(log.array().stream().map(entry -> ((JsonObject) entry).getString("action")))
                .containsExactly("delete", "update", "create");
        assertThat(log.body())
                .contains("https://hooks.example.com:443", "https://other.example.com:443")
                .doesNotContain("secret-path")
                .doesNotContain("token")
                .doesNotContain("whsec_");
    }

    @Test
    void repeatedRequestCreatesOneAndShowsNoSecretAgain() {
        String body = new JsonObject().put("name", "SIEM").put("url", URL).encode();
        Reply first = create(body);
        Reply second = create(body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.object().getString("id")).isEqualTo(first.object().getString("id"));
        assertThat(second.object().containsKey("secret")).isFalse();
    }

    @Test
    void testsAreLimited() {
        Hook hook = Hook.of(service, admin, "https://localhost/", new JsonObject());
        Reply last = hook.test();
        for (int i = 0; i < 21 && last.status() == 200; i++) {
            last = hook.test();
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isNotEmpty();
    }

    private Reply create(String body) {
        return service.send(service.request(admin, "/organizations/" + organizationId + "/webhooks")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "the same")
                .POST(BodyPublishers.ofString(body)));
    }

    private Reply patch(String path, String tag, String body) {
        return service.send(service.request(admin, path)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", tag)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private String field(JsonObject more) {
        Reply refused = Hook.create(service, admin, URL, more);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        return refused.object().getString("field");
    }
}
