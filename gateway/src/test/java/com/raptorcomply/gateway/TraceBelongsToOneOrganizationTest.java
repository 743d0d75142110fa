package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.observe.RefusalTrace;
import com.raptorcomply.gateway.observe.TraceStore;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two organizations may use the same request id, because clients choose them; each sees only its own trace. */
class TraceBelongsToOneOrganizationTest {
    private static final Instant NOW = Instant.EPOCH;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void andAnotherOneWithTheSameRequestIdDoesNotReplaceIt() throws Exception {
        String ours = key(Organization.of(UUID.randomUUID(), "Ours"));
        String theirs = key(Organization.of(UUID.randomUUID(), "Theirs"));
        STAGE.get("/facilities/closing", "X-API-Key", ours, "X-Request-Id", "chosen-id");
        STAGE.get("/facilities/forbidden", "X-API-Key", theirs, "X-Request-Id", "chosen-id");

        assertThat(check("chosen-id", ours)).isEqualTo("connection-failed");
        assertThat(check("chosen-id", theirs)).isEqualTo("permission");
    }

    @Test
    void andAFloodOfAnotherOneDoesNotEvictIt() {
        UUID ours = UUID.randomUUID();
        UUID flooding = UUID.randomUUID();
        TraceStore store = new TraceStore(10);
        store.put(trace(ours, "ours-1"), NOW);

        for (int i = 0; i < 100; i++) {
            store.put(trace(flooding, "theirs-" + i), NOW);
        }
        assertThat(store.get(ours, "ours-1")).isNotNull();
        assertThat(store.get(flooding, "theirs-90")).isNull();
        assertThat(store.get(flooding, "theirs-91")).isNotNull();

        store.put(trace(ours, "ours-2"), NOW);
        assertThat(store.get(ours, "ours-1")).isNotNull();
        assertThat(store.get(flooding, "theirs-91")).isNull();
    }

    private static String check(String requestId, String key) throws Exception {
        HttpResponse<String> answer = STAGE.get("/traces/" + requestId, "X-API-Key", key);
        return new JsonObject(answer.body()).getString("check");
    }

    private static RefusalTrace trace(UUID organization, String requestId) {
        return new RefusalTrace(
                requestId, NOW, "gateway", "GET", "/facilities", 503, "r", null, null, organization, 0, 0);
    }

    private static String key(Organization organization) {
        return STAGE.keyService().key(grant -> {
            Grant of = TestGrants.with(grant, Permissions.of(List.of("traces:read")), grant.sequence());
            return new Grant(
                    of.secretId(),
                    of.digest(),
                    of.keyId(),
                    of.keyName(),
                    of.kind(),
                    organization,
                    of.ownerUserId(),
                    of.role(),
                    of.actor(),
                    of.permissions(),
                    of.bounds(),
                    0,
                    0,
                    of.sequence());
        });
    }
}
