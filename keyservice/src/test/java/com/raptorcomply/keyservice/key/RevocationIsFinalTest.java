package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class RevocationIsFinalTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(admin, new JsonObject());
    private final String path = "/api-keys/" + createdKey.getString("id");

    @Test
    void answerIsAReceiptAndTheKeyIsShownRevoked() {
        Reply receipt = service.delete(admin, path);

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.object().getLong("sequence")).isPositive();
        assertThat(receipt.object().getString("revokedAt")).isNotEmpty();
        JsonObject read = service.get(admin, path).object();
        assertThat(read.getString("status")).isEqualTo("revoked");
        assertThat(read.getJsonObject("revokedBy").getString("id")).isEqualTo(String.valueOf(admin.ownerUserId()));
    }

    @Test
    void secondTimeAnswersAsTheFirst() {
        JsonObject first = service.delete(admin, path).object();

        JsonObject second = service.delete(admin, path).object();

        assertThat(second.getLong("sequence")).isEqualTo(first.getLong("sequence"));
        assertThat(second.getString("revokedAt")).isEqualTo(first.getString("revokedAt"));
    }

    @Test
    void nothingChangesOrRotatesItAfterwards() {
        service.delete(admin, path);

        assertThat(service.patch(admin, path, new JsonObject().put("name", "Again"))
                        .status())
                .isEqualTo(409);
        assertThat(service.post(admin, path + "/secrets", new JsonObject()).status())
                .isEqualTo(409);
    }
}
