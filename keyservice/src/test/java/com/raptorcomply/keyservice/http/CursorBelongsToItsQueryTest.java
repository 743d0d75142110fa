package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list takes the cursors that it gave for the same filters to callers of the same organization, and no others. */
class CursorBelongsToItsQueryTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);

    @BeforeEach
    void invite() {
        for (int i = 0; i < 3; i++) {
            JsonObject user = new JsonObject()
                    .put("email", UUID.randomUUID() + "@example.com")
                    .put("name", "Kim " + i)
                    .put("role", "user");
            assertThat(service.post(admin, "/users", user).status()).isEqualTo(201);
        }
    }

    @Test
    void ofTheSameQueryWithAnyPageSize() {
        for (String list :
                new String[] {"/users?limit=1", "/invitations?limit=1", "/activity?limit=1&resourceType=user"}) {
            Reply first = service.get(admin, list);
            Reply next = service.get(admin, list.replace("limit=1", "limit=2") + "&cursor=" + cursor(list));
            assertThat(next.array()).as(list).hasSize(2).doesNotContainAnyElementsOf(first.array());
        }
    }

    @Test
    void notOfAnotherListOrFilterOrOrder() {
        String users = cursor("/users?limit=1");
        String activity = cursor("/activity?limit=1");

        assertRefused(admin, "/invitations?cursor=" + users);
        assertRefused(admin, "/api-keys?cursor=" + users);
        assertRefused(admin, "/activity?cursor=" + users);
        assertRefused(admin, "/users?cursor=" + activity);
        assertRefused(admin, "/users?name=Kim&cursor=" + users);
        assertRefused(admin, "/users?cursor=" + cursor("/users?limit=1&name=Kim"));
        assertRefused(admin, "/activity?action=create&cursor=" + activity);
    }

    @Test
    void notOfAnotherOrganization() {
        assertRefused(
                service.person(service.organization(), UserRole.ORG_ADMIN),
                "/users?cursor=" + cursor("/users?limit=1"));
    }

    @Test
    void notMadeUpOrAltered() {
        String cursor = cursor("/users?limit=1");
        for (int i = 0; i < cursor.length(); i += 5) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(admin, "/users?cursor=" + cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        assertRefused(admin, "/users?cursor=" + made("2026-01-01T00:00:00Z " + UUID.randomUUID()));
        assertRefused(admin, "/users?cursor=" + made("[\"2026-01-01T00:00:00Z\",\"" + UUID.randomUUID() + "\"]"));
        assertRefused(admin, "/activity?cursor=7");
    }

    private String cursor(String first) {
        return service.get(admin, first).header("Link").replaceFirst(".*cursor=([^>]+)>.*", "$1");
    }

    private static String made(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(TestCaller caller, String path) {
        Reply refused = service.get(caller, path);
        assertThat(refused.status()).as(path + refused.body()).isEqualTo(400);
        assertThat(refused.object().getString("field")).isEqualTo("cursor");
        assertThat(refused.object().getString("code")).isEqualTo("invalid_cursor");
    }
}
