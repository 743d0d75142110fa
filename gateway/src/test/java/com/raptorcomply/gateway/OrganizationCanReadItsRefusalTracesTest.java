package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code GET /traces/{requestId}} shows the reason of a refusal only to keys of the same organization with the
 * permission.
 */
class OrganizationCanReadItsRefusalTracesTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    private final Organization ours = Organization.of(UUID.randomUUID(), "Basin Electric");
    private final String admin = key(ours, null, "traces:read");

    @Test
    void aLimit() throws Exception {
        String limited = key(ours, new RateLimit(1, 3_600_000, 1));
        STAGE.get("/facilities", "X-API-Key", limited);
        assertThat(STAGE.get("/facilities", "X-API-Key", limited, "X-Request-Id", "refused-limit")
                        .statusCode())
                .isEqualTo(429);

        JsonObject trace = new JsonObject(read("refused-limit", admin).body());
        assertThat(trace.getString("check")).isEqualTo("key-rate-limit");
        assertThat(trace.getInteger("status")).isEqualTo(429);
        assertThat(trace.getString("route")).isEqualTo("/facilities");
        assertThat(trace.getString("gateway")).startsWith("gateway-");
        assertThat(trace.getJsonObject("grant").getLong("sequence")).isPositive();
        assertThat(trace.encode()).doesNotContain(limited);
    }

    @Test
    void aPermissionThatTheServiceBehindMisses() throws Exception {
        String key = key(ours, null);
        HttpResponse<String> refused =
                STAGE.get("/facilities/forbidden", "X-API-Key", key, "X-Request-Id", "refused-behind");
        assertThat(refused.headers().firstValue("X-Permission-Missing")).isEmpty();

        JsonObject trace = new JsonObject(read("refused-behind", admin).body());
        assertThat(trace.getString("permission")).isEqualTo("facilities:update");
        assertThat(trace.getString("check")).isEqualTo("permission");
        assertThat(trace.getInteger("status")).isEqualTo(403);
        assertThat(trace.getString("keyId")).isNotNull();
    }

    @Test
    void anUpstreamThatFails() throws Exception {
        STAGE.get("/facilities/closing", "X-API-Key", key(ours, null), "X-Request-Id", "refused-broken");
        assertThat(new JsonObject(read("refused-broken", admin).body()).getString("check"))
                .isEqualTo("connection-failed");
    }

    @Test
    void notToAnotherOrganizationNorWithoutThePermission() throws Exception {
        STAGE.get("/facilities/closing", "X-API-Key", key(ours, null), "X-Request-Id", "refused-ours");
        String stranger = key(Organization.of(UUID.randomUUID(), "Another"), null, "traces:read");

        assertThat(read("refused-ours", stranger).statusCode()).isEqualTo(404);
        assertThat(read("refused-ours", key(ours, null)).statusCode()).isEqualTo(403);
        assertThat(STAGE.get("/traces/refused-ours").statusCode()).isEqualTo(401);
        assertThat(read("refused-ours", admin).statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestThatPassedOrWhoseKeyNobodyKnowsLeavesNone() throws Exception {
        STAGE.get("/facilities", "X-API-Key", key(ours, null), "X-Request-Id", "passed-1");
        STAGE.get("/facilities", "X-API-Key", STAGE.keyService().unknownKey(), "X-Request-Id", "unknown-1");
        assertThat(read("passed-1", admin).statusCode()).isEqualTo(404);
        assertThat(read("unknown-1", admin).statusCode()).isEqualTo(404);
    }

    @Test
    void throughAnyOtherGatewayToo() throws Exception {
        STAGE.get("/facilities/closing", "X-API-Key", key(ours, null), "X-Request-Id", "refused-there");
        Vertx vertx = Vertx.vertx();
        Map<String, Object> settings = Map.of(
                "host",
                "127.0.0.1",
                "port",
                0,
                "management.port",
                0,
                "drainDelay",
                "0s",
                "keyservice.urls",
                List.of(STAGE.keyService().url()),
                "keyservice.credential",
                InMemoryKeyService.CREDENTIAL,
                "upstreams.keyservice.urls",
                List.of(STAGE.keyService().url()),
                "upstreams.resources.urls",
                List.of(STAGE.upstream().url()),
                "traces.peers",
                List.of(
                        "http://127.0.0.1:1",
                        "http://127.0.0.1:" + STAGE.gateway().port()));
        GatewayService other =
                Await.result(GatewayService.start(vertx, Settings.load("GATEWAY", null, Map.of(), settings)));

        HttpResponse<String> answer = STAGE.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + other.port() + "/traces/refused-there"))
                        .header("X-API-Key", admin)
                        .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("check")).isEqualTo("connection-failed");
        Await.result(other.close());
        Await.result(vertx.close());
    }

    private static HttpResponse<String> read(String requestId, String key) throws Exception {
        return STAGE.get("/traces/" + requestId, "X-API-Key", key);
    }

    private static String key(Organization organization, @Nullable RateLimit limit, String... permissions) {
        return STAGE.keyService()
                .key(grant -> new Grant(
                        grant.secretId(),
                        grant.digest(),
                        grant.keyId(),
                        grant.keyName(),
                        grant.kind(),
                        organization,
                        grant.ownerUserId(),
                        grant.role(),
                        grant.actor(),
                        Permissions.of(List.of(permissions)),
                        GrantConstraints.of(List.of(), List.of(), limit),
                        0,
                        0,
                        grant.sequence()));
    }
}
