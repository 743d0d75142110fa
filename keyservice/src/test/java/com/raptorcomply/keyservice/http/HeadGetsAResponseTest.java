package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD returns the fields of GET without the body (RFC 9110 section 9.3.2). */
class HeadGetsAResponseTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api-keys?limit=1",
                "/users/me",
                "/activity",
                "/receipts/export?from=2026-01-01T00:00:00Z&format=csv",
                "/openapi.json",
                "/admin/session"
            })
    void whereverGetIs(String path) {
        service.mint(admin, new JsonObject());

        Reply head = head(path);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type"))
                .isEqualTo(service.get(admin, path).header("Content-Type"));
    }

    @Test
    void withTheKeysTag() {
        String path = "/api-keys/" + service.mint(admin, new JsonObject()).getString("id");

        assertThat(head(path).header("ETag"))
                .isNotEmpty()
                .isEqualTo(service.get(admin, path).header("ETag"));
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThat(head("/api-keys/none").status()).isEqualTo(404);
    }

    private Reply head(String path) {
        return service.send(service.request(admin, path).method("HEAD", BodyPublishers.noBody()));
    }
}
