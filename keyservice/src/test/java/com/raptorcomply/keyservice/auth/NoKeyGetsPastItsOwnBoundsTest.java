package com.raptorcomply.keyservice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A key with an expiry or networks cannot evade them by way of another key. */
class NoKeyGetsPastItsOwnBoundsTest {
    private static final String NETWORK = "192.0.2.0/24";
    private static final List<String> PERMISSIONS =
            List.of("facilities:read", "api-keys:create", "api-keys:read", "api-keys:update");

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final String tomorrow = Instant.now().plusSeconds(86_400).toString();
    private final String later = Instant.now().plusSeconds(172_800).toString();

    @Test
    void keyThatEndsLeavesNoneThatEndsLater() {
        TestCaller ending = key(new JsonObject().put("expiresAt", tomorrow));
        String lasting = id(service.mint(admin, permissions("facilities:read")));

        Reply made = mint(ending, permissions("facilities:read").put("expiresAt", tomorrow));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(mint(ending, permissions("facilities:read")).object().getString("field"))
                .isEqualTo("expiresAt");
        assertThat(mint(ending, permissions("facilities:read").put("expiresAt", later))
                        .status())
                .isEqualTo(403);
        assertThat(change(ending, id(made.object()), new JsonObject().putNull("expiresAt"))
                        .status())
                .isEqualTo(403);
        assertThat(rotate(ending, lasting).status()).isEqualTo(403);
        assertThat(change(ending, lasting, new JsonObject().put("name", "Other name"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keyOfSomeNetworksLeavesNoneOfOthers() {
        TestCaller near = key(networks(NETWORK, "2001:db8::/32"));

        Reply made = mint(near, permissions("facilities:read").mergeIn(networks(NETWORK)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(mint(near, permissions("facilities:read")).object().getString("field"))
                .isEqualTo("allowedCidrs");
        assertThat(mint(near, permissions("facilities:read").mergeIn(networks("0.0.0.0/0")))
                        .status())
                .isEqualTo(403);
        assertThat(change(near, id(made.object()), new JsonObject().putNull("allowedCidrs"))
                        .status())
                .isEqualTo(403);
        assertThat(change(near, id(made.object()), permissions()).status()).isEqualTo(200);
    }

    @Test
    void limitedKeyLeavesNoneThatMaySendMore() {
        TestCaller limited = key(limit(50, 60, 10));
        String free = id(service.mint(admin, permissions("facilities:read")));

        Reply made = mint(limited, permissions("facilities:read").mergeIn(limit(100, 120, 10)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        for (JsonObject more : List.of(new JsonObject(), limit(51, 60, 10), limit(50, 59, 10), limit(50, 60, 11))) {
            Reply refused = mint(limited, permissions("facilities:read").mergeIn(more));
            assertThat(refused.status()).as(more.encode()).isEqualTo(403);
            assertThat(refused.object().getString("code")).isEqualTo("exceeds_own_key");
            assertThat(refused.object().getString("field")).isEqualTo("rateLimit");
        }
        assertThat(change(limited, id(made.object()), new JsonObject().putNull("rateLimit"))
                        .status())
                .isEqualTo(403);
        assertThat(rotate(limited, free).status()).isEqualTo(403);
    }

    @Test
    void boundsOfAStrongerKeyAreNotForAWeakerOneToLift() {
        TestCaller weak = TestCaller.organizationKey(organizationId, List.of("api-keys:read", "api-keys:update"));
        String stronger = id(service.mint(admin, permissions("facilities:read").mergeIn(networks(NETWORK))));

        assertThat(change(weak, stronger, new JsonObject().putNull("allowedCidrs"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keyChangesNoneOfItsOwnTerms() {
        JsonObject limit = new JsonObject().put("requests", 5).put("periodSeconds", 60);
        TestCaller limited = key(new JsonObject().put("rateLimit", limit));
        String own = limited.keyId().toString();

        assertThat(change(limited, own, new JsonObject().putNull("rateLimit")).status())
                .isEqualTo(403);
        assertThat(change(limited, own, new JsonObject().put("name", "Other name"))
                        .status())
                .isEqualTo(403);
    }

    /** Creates an organization key as a caller through a gateway. */
    private TestCaller key(JsonObject more) {
        JsonObject createdKey = service.mint(
                admin, permissions(PERMISSIONS.toArray(String[]::new)).mergeIn(more));
        return TestCaller.organizationKey(organizationId, PERMISSIONS).withKey(UUID.fromString(id(createdKey)));
    }

    private Reply mint(TestCaller caller, JsonObject terms) {
        return service.post(
                caller,
                "/api-keys",
                new JsonObject().put("name", "x").put("kind", "organization").mergeIn(terms));
    }

    private Reply rotate(TestCaller caller, String id) {
        return service.post(caller, "/api-keys/" + id + "/secrets", new JsonObject());
    }

    private Reply change(TestCaller caller, String id, JsonObject terms) {
        return service.patch(caller, "/api-keys/" + id, terms);
    }

    private static JsonObject permissions(String... permissions) {
        return new JsonObject().put("permissions", new JsonArray(List.of(permissions)));
    }

    private static JsonObject networks(String... networks) {
        return new JsonObject().put("allowedCidrs", new JsonArray(List.of(networks)));
    }

    private static JsonObject limit(long requests, long periodSeconds, long burst) {
        return new JsonObject()
                .put(
                        "rateLimit",
                        new JsonObject()
                                .put("requests", requests)
                                .put("periodSeconds", periodSeconds)
                                .put("burst", burst));
    }

    private static String id(JsonObject key) {
        return key.getString("id");
    }
}
