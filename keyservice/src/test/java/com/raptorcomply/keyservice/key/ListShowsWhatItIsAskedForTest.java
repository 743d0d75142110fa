package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.access.UserRole;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListShowsWhatItIsAskedForTest {
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

    private List<String> ids(String query) {
        return ids(service.get(admin, "/api-keys?" + query));
    }

    private static List<String> ids(Reply reply) {
        return reply.array().stream()
                .map(key -> ((JsonObject) key).getString("id"))
                .toList();
    }
}
