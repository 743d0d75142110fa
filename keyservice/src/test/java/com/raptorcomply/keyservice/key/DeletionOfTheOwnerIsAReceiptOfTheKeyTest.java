package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A key has the receipt that covers all keys of its deleted owner, because the proof of its revocation is looked for there. */
class DeletionOfTheOwnerIsAReceiptOfTheKeyTest {
    private final TestService service = TestService.shared();
    private final UUID organization = service.organization();
    private final TestCaller admin = service.person(organization, UserRole.ORG_ADMIN);
    private final TestCaller owner = service.person(organization, UserRole.ORG_ADMIN);

    @Test
    void inItsListAndByItself() {
        String key = ownKey(owner);
        String keyOfAnother = ownKey(admin);
        String receipt =
                service.delete(admin, "/users/" + owner.ownerUserId()).object().getString("id");

        JsonObject listed = service.get(admin, receipts(key)).array().getJsonObject(0);

        assertThat(listed.getString("id")).isEqualTo(receipt);
        assertThat(listed.getString("action")).isEqualTo("user deleted");
        assertThat(service.get(admin, receipts(key) + "/" + receipt).object()).isEqualTo(listed);
        assertThat(service.get(admin, receipts(keyOfAnother)).array()).isEmpty();
        assertThat(service.get(admin, receipts(keyOfAnother) + "/" + receipt).status())
                .isEqualTo(404);
    }

    @Test
    void butNotOfOneThatWasRevokedBefore() {
        String key = ownKey(owner);
        service.delete(admin, "/api-keys/" + key);
        service.delete(admin, "/users/" + owner.ownerUserId());

        assertThat(service.get(admin, receipts(key)).array())
                .extracting(each -> ((JsonObject) each).getString("action"))
                .containsExactly("key revoked");
    }

    private String ownKey(TestCaller caller) {
        JsonObject terms = new JsonObject().put("name", "Own").put("kind", "user");
        return service.post(caller, "/api-keys", terms).object().getString("id");
    }

    private static String receipts(String key) {
        return "/api-keys/" + key + "/receipts";
    }
}
