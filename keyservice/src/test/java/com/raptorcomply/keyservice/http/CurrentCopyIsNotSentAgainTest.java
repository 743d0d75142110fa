package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reads evaluate the conditions on the ETag that they send (RFC 9110 section 13). */
class CurrentCopyIsNotSentAgainTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final String organization = "/organizations/" + organizationId;

    @Test
    void ofAnOrganization() {
        requireConditions(organization);
    }

    @Test
    void ofAWebhook() {
        JsonObject webhook = new JsonObject().put("name", "SIEM").put("url", "https://hooks.example.com/");
        requireConditions(
                service.post(admin, organization + "/webhooks", webhook).header("Location"));
    }

    /** Its lastUsedAt is no part of the tag. */
    @Test
    void butThatOfAKeyIsBecauseItsUseHasNoTag() {
        JsonObject key = service.mint(admin, new JsonObject().put("name", "Import"));
        String path = "/api-keys/" + key.getString("id");
        String tag = service.get(admin, path).header("ETag");

        assertThat(get(path, "If-None-Match", tag).status()).isEqualTo(200);
        assertThat(get(path, "If-Match", tag).status()).isEqualTo(200);
        assertThat(get(path, "If-Match", "\"x\"").status()).isEqualTo(412);
    }

    private void requireConditions(String path) {
        String tag = service.get(admin, path).header("ETag");
        for (String condition : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            Reply same = get(path, "If-None-Match", condition);
            assertThat(same.status()).as(condition).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(same.header("ETag")).isEqualTo(tag);
        }
        assertThat(get(path, "If-None-Match", "\"x\"").object()).isNotEmpty();
        assertThat(get(path, "If-Match", tag).status()).isEqualTo(200);
        assertThat(get(path, "If-Match", "\"x\"").status()).isEqualTo(412);
        assertThat(get(path, "If-Match", "rubbish").status()).isEqualTo(400);
        service.patch(admin, path, new JsonObject().put("name", "Another name"));
        assertThat(get(path, "If-None-Match", tag).status()).isEqualTo(200);
    }

    private Reply get(String path, String field, String value) {
        return service.send(service.request(admin, path).header(field, value).GET());
    }
}
