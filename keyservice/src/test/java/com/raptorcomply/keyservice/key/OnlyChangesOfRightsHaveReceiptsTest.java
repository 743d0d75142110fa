package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class OnlyChangesOfRightsHaveReceiptsTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final String id = service.mint(
                    admin, new JsonObject().put("permissions", new JsonArray().add("tasks:read")))
            .getString("id");

    @Test
    void anotherNameIsInTheOrderOfChangesWithoutOne() {
        patch(new JsonObject().put("name", "Renamed"));

        assertThat(logged()).isEqualTo(1);
        assertThat(receipts()).isZero();
    }

    @Test
    void whatChangesNothingIsNotLogged() {
        patch(new JsonObject().put("name", "Data import"));

        assertThat(logged()).isZero();
        assertThat(receipts()).isZero();
    }

    @Test
    void anyChangeOfWhatTheKeyMayDoHasOne() {
        patch(new JsonObject().put("permissions", new JsonArray()).put("name", "Narrowed"));
        patch(new JsonObject().put("expiresAt", "2090-01-01T00:00:00Z"));
        patch(new JsonObject().put("allowedCidrs", new JsonArray().add("192.0.2.0/24")));
        patch(new JsonObject()
                .put(
                        "restrictions",
                        new JsonArray().add(new JsonObject().put("operations", new JsonArray().add("read")))));

        assertThat(logged()).isEqualTo(4);
        assertThat(receipts()).isEqualTo(4);
    }

    private void patch(JsonObject body) {
        Reply reply = service.patch(admin, "/api-keys/" + id, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private long logged() {
        return service.count("SELECT count(*) FROM change_log WHERE subject_kind = 'key' AND subject_id = ?", id);
    }

    private int receipts() {
        return service.get(admin, "/api-keys/" + id + "/receipts").array().size();
    }
}
