package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller without the permission gets a 403, however malformed the request is. */
class PermissionComesBeforeFormTest {
    private static final String[] JSON = {"Content-Type", "application/json"};
    private static final String OVERSIZED = "{\"assetTitle\":\"" + "x".repeat(300_000) + "\"}";

    private final Caller caller = Caller.ofNewOrganization();

    @ParameterizedTest
    @MethodSource("com.raptorcomply.resources.tenancy.PermissionIsNeededTest#everyOperation")
    void whateverIsSent(String method, String path, String permission) {
        Caller stranger = caller.withPermissions("traces:read");

        assertRefused(permission, stranger.send(method, path, ""));
        assertRefused(permission, stranger.send(method, path + "?colour=red&limit=x&cursor=!", ""));
        assertRefused(permission, stranger.send(method, path.replaceFirst("/[0-9a-f-]{36}$", "/none"), ""));
        assertRefused(permission, stranger.send(method, path, "", "Accept-Encoding", "identity;q=0"));
        if (!method.equals("GET")) {
            assertRefused(permission, stranger.send(method, path, "{}", JSON));
            assertRefused(permission, stranger.send(method, path, "{\"a\":", JSON));
            assertRefused(permission, stranger.send(method, path, "a", "Content-Type", "text/plain"));
            assertRefused(permission, stranger.send(method, path, "a", "Content-Encoding", "gzip"));
            assertRefused(permission, stranger.send(method, path, "{}", "Idempotency-Key", ""));
            assertRefused(permission, stranger.send(method, path, OVERSIZED, JSON));
        }
    }

    @Test
    void restrictionThatTakesAnOperationAwaySaysSo() {
        Answer refused = caller.withRestrictions(new com.raptorcomply.keyservice.stamp.Stamp.Restriction(
                        java.util.List.of(), java.util.List.of(), java.util.List.of(), java.util.List.of("read")))
                .send("POST", "/cyber-assets", "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.object().getString("code")).isEqualTo("restricted");
    }

    private static void assertRefused(String permission, Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.object().getMap())
                .containsEntry("code", "permission_missing")
                .containsEntry("permission", permission);
    }
}
