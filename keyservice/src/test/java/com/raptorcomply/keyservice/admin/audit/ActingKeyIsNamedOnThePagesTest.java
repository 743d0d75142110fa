package com.raptorcomply.keyservice.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The log shows what a key did as a user under both, and finds it by either; receipts name both. */
class ActingKeyIsNamedOnThePagesTest {
    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final Person.Browser browser = admin.browser();
    private final TestCaller caller = TestCaller.person(admin.organizationId(), admin.id());
    private final TestCaller key = TestCaller.organizationKey(admin.organizationId(), KeyRole.ORG_SUPER.permissions());
    private final String made =
            service.mint(caller, new JsonObject().put("name", "Import")).getString("id");

    @Test
    void inTheLogWithTheirIds() {
        rename();
        for (UUID actor : new UUID[] {key.keyId(), admin.id()}) {
            assertThat(browser.get("/admin/activity?action=update&actor=" + actor)
                            .body())
                    .contains("<bdi>Calling key</bdi>", "API key acting as Kim Lee")
                    .contains("By key</dt><dd><a href=\"/admin/activity?actor=" + key.keyId())
                    .contains("Acting as user</dt><dd><a href=\"/admin/activity?actor=" + admin.id());
        }
    }

    @Test
    void onThePageOfWhatTheyChanged() {
        rename();
        assertThat(browser.get("/admin/keys/" + made).body())
                .contains("<bdi>Calling key</bdi>", "API key acting as Kim Lee");
    }

    @Test
    void onTheReceiptsOfWhatTheyRevoked() {
        String receipt = service.delete(key.actingAs(admin.id(), "Kim Lee"), "/api-keys/" + made)
                .object()
                .getString("id");
        for (String page : List.of(
                "/admin/keys/" + made, "/admin/keys/" + made + "/receipts/" + receipt, "/admin/activity/receipts")) {
            assertThat(browser.get(page).body())
                    .as(page)
                    .contains("<bdi>Calling key</bdi><span class=\"under\">acting as <bdi>Kim Lee</bdi></span>");
        }
        JsonObject user = new JsonObject().put("id", admin.id().toString()).put("name", "Kim Lee");
        assertThat(service.get(caller, "/api-keys/" + made + "/receipts/" + receipt)
                        .object()
                        .getJsonObject("actingAs"))
                .isEqualTo(user);
        String all = "/receipts/export?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z&format=";
        assertThat(service.get(caller, all + "csv").body()).contains(admin.id() + ",Kim Lee\r\n");
        assertThat(service.get(caller, all + "json").body()).contains("\"actingAs\":" + user.encode());
    }

    @Test
    void whichIsOneStepFromThePageOfTheKey() {
        assertThat(browser.get("/admin/keys/" + made).body())
                .contains("<a href=\"/admin/activity?organizationId=" + admin.organizationId() + "&amp;actor=" + made);
    }

    private void rename() {
        Reply renamed = service.patch(
                key.actingAs(admin.id(), "Kim Lee"), "/api-keys/" + made, new JsonObject().put("name", "Renamed"));
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
    }
}
