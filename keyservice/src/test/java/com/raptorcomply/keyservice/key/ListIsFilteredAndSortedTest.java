package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListIsFilteredAndSortedTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void newestFirstAndWholeOverPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, service.mint(admin, new JsonObject()).getString("id"));
        }

        List<String> read = new ArrayList<>();
        String next = "/api-keys?kind=organization&limit=2";
        while (!next.isEmpty()) {
            Reply page = service.get(admin, next);
            ids(page).forEach(read::add);
            String link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }

        assertThat(read).containsExactlyElementsOf(made);
    }

    @Test
    void filtersByStatus() {
        String active = service.mint(admin, new JsonObject()).getString("id");
        String revoked = service.mint(admin, new JsonObject()).getString("id");
        service.delete(admin, "/api-keys/" + revoked);
        String expired = service.mint(admin, new JsonObject()).getString("id");
        service.execute("UPDATE api_key SET expires_at = now() WHERE id = ?::uuid", expired);

        assertThat(ids("status=active")).containsExactly(active);
        assertThat(ids("status=revoked")).containsExactly(revoked);
        assertThat(ids("status=expired")).containsExactly(expired);
    }

    @Test
    void filtersByKindAndOwner() {
        UUID userId = Objects.requireNonNull(admin.ownerUserId());
        Await.result(service.bootstrap().createUserKey(organizationId, userId, "Mine"));
        String organizations = service.mint(admin, new JsonObject()).getString("id");

        assertThat(ids("kind=organization")).containsExactly(organizations);
        assertThat(ids("kind=user")).hasSize(1).doesNotContain(organizations);
        assertThat(ids("owner=" + userId)).isEqualTo(ids("kind=user"));
        assertThat(ids("owner=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void filtersByExpiry() {
        Instant soon = Instant.now().plus(Duration.ofDays(3));
        String expiring = service.mint(admin, new JsonObject().put("expiresAt", soon.toString()))
                .getString("id");
        service.mint(admin, new JsonObject());

        assertThat(ids("expiringBefore=" + soon.plusSeconds(1))).containsExactly(expiring);
        assertThat(ids("expiringBefore=" + soon.minusSeconds(1))).isEmpty();
    }

    @Test
    void findsByNameMakerLeakAndSecret() {
        TestCaller colleague = service.person(organizationId, UserRole.ORG_ADMIN);
        JsonObject wanted = service.mint(colleague, new JsonObject().put("name", "ServiceNow Sync"));
        JsonObject other = service.mint(admin, new JsonObject().put("name", "Other"));
        String id = wanted.getString("id");
        String masked = wanted.getJsonArray("secrets").getJsonObject(0).getString("masked");
        service.post(null, "/api-keys/revoke-leaked", "{\"keys\":[\"" + other.getString("key") + "\"]}");

        assertThat(ids("name=servicenow%20sync")).containsExactly(id);
        assertThat(ids("createdBy=" + colleague.ownerUserId())).containsExactly(id);
        assertThat(ids("leakReported=true")).containsExactly(other.getString("id"));
        assertThat(ids("leakReported=false")).containsExactly(id);
        assertThat(ids("secretId=" + wanted.getString("secretId"))).containsExactly(id);
        assertThat(ids("secretId=" + URLEncoder.encode(masked, StandardCharsets.UTF_8)))
                .containsExactly(id);
        assertThat(ids("secretId=" + masked.substring(0, 20))).containsExactly(id);
        assertThat(service.get(admin, "/api-keys?secretId=" + wanted.getString("key"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rowsNameTheirOrganizationAndLiveSecrets() {
        JsonObject key = service.mint(admin, new JsonObject());
        String revoked = service.mint(admin, new JsonObject()).getString("id");
        service.delete(admin, "/api-keys/" + revoked);

        JsonObject row = row(key.getString("id"));

        assertThat(row.getString("organizationName")).startsWith("Organization ");
        assertThat(row.getJsonArray("liveSecrets").getJsonObject(0).getString("id"))
                .isEqualTo(key.getString("secretId"));
        assertThat(row(revoked).getJsonArray("liveSecrets")).isEmpty();
    }

    @Test
    void sortsOverPages() {
        for (String name : List.of("b", "C", "a", "D")) {
            service.mint(admin, new JsonObject().put("name", name));
        }
        service.mint(admin, new JsonObject().put("name", "E").put("expiresAt", "2099-01-01T00:00:00Z"));

        assertThat(namesOverPages("sort=name")).containsExactly("a", "b", "C", "D", "E");
        assertThat(namesOverPages("sort=-name")).containsExactly("E", "D", "C", "b", "a");
        assertThat(namesOverPages("sort=createdAt")).containsExactly("b", "C", "a", "D", "E");
        assertThat(namesOverPages("sort=expiresAt").get(0)).isEqualTo("E");
        assertThat(namesOverPages("sort=-expiresAt").get(4)).isEqualTo("E");
        assertThat(service.get(admin, "/api-keys?sort=permissions").status()).isEqualTo(400);
    }

    @Test
    void sortsByLastUseOverPagesWhateverIsUsedMeanwhile() {
        for (String name : List.of("never", "long ago", "lately", "just now")) {
            service.mint(admin, new JsonObject().put("name", name));
        }
        used("long ago", "3 days");
        used("lately", "2 hours");
        used("just now", "1 second");

        assertThat(namesOverPages("sort=-lastUsedAt")).containsExactly("just now", "lately", "long ago", "never");
        assertThat(namesOverPages("sort=lastUsedAt")).containsExactly("never", "long ago", "lately", "just now");

        Reply first = service.get(admin, "/api-keys?limit=2&sort=-lastUsedAt");
        used("lately", "0 seconds");
        String link = first.header("Link");
        Reply second = service.get(admin, link.substring(1, link.indexOf('>')));
        assertThat(second.array().getJsonObject(0).getString("name")).isEqualTo("long ago");
    }

    /** Sets the last use, as a gateway's usage report does. */
    private void used(String name, String ago) {
        service.execute("""
                INSERT INTO secret_usage (secret_id, key_id, first_used_at, last_used_at) \
                SELECT s.id, k.id, now(), now() - ?::interval FROM api_key k JOIN key_secret s ON s.key_id = k.id \
                WHERE k.organization_id = ? AND k.name = ? \
                ON CONFLICT (secret_id) DO UPDATE SET last_used_at = EXCLUDED.last_used_at""", ago, organizationId, name);
    }

    private List<String> namesOverPages(String query) {
        List<String> names = new ArrayList<>();
        String next = "/api-keys?limit=2&" + query;
        while (!next.isEmpty()) {
            Reply page = service.get(admin, next);
            page.array().forEach(key -> names.add(((JsonObject) key).getString("name")));
            String link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return names;
    }

    private JsonObject row(String id) {
        return service.get(admin, "/api-keys").array().stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> ids(String query) {
        return ids(service.get(admin, "/api-keys?" + query));
    }

    private static List<String> ids(Reply reply) {
        return reply.array().stream()
                .map(key -> ((JsonObject) key).getString("id"))
                .toList();
    }
}
