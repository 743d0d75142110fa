package com.raptorcomply.keyservice.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ChangesAreToldInWordsTest {
    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final TestCaller caller = TestCaller.person(admin.organizationId(), admin.id());

    @Test
    void withTheNameOfWhatTheyAreAboutAndTheTimeInFull() {
        JsonObject key = new JsonObject()
                .put("name", "Nightly import")
                .put("allowedCidrs", new JsonArray().add("192.0.2.0/24"))
                .put("expiresAt", "2126-03-01T00:00:00Z");
        service.mint(caller, key);
        String page = admin.browser()
                .get("/admin/activity?resourceType=api-key&action=create")
                .body();
        assertThat(page)
                .contains(
                        "<bdi>Nightly import</bdi>, entry",
                        "<dt>Networks</dt><dd><bdi>192.0.2.0/24</bdi></dd>",
                        "<dt>Ends</dt><dd><bdi>1 Mar 2126, 00:00:00 UTC</bdi></dd>",
                        "<dt>Created by</dt><dd><bdi>")
                .doesNotContain("allowedCidrs", "<bdi>nothing</bdi>")
                .containsPattern("<time datetime=\"[^\"]+\">[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}, ");
    }

    @Test
    void andWhatWasThereBefore() {
        JsonObject change = new JsonObject()
                .put("rateLimit", new JsonObject().put("from", null).put("to", new JsonObject().put("burst", 5)));
        assertThat(ChangeInWords.of(change, ZoneOffset.UTC))
                .containsExactly(new ChangeInWords("Rate limit", "nothing", "burst: 5"));
    }
}
