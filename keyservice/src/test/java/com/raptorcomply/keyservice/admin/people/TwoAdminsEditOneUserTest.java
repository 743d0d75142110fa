package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwoAdminsEditOneUserTest {
    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();

    @Test
    void theNameOfOneDoesNotTakeTheAddressOfTheOtherBack() {
        Person admin = Person.in(service, UserRole.ORG_ADMIN);
        TestCaller caller = TestCaller.person(admin.organizationId(), admin.id());
        String path = "/users/"
                + service.person(admin.organizationId(), UserRole.USER).ownerUserId();
        String address = UUID.randomUUID() + "@example.test";
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(admin);
            tab.go("/admin/people" + path.substring("/users".length()));
            service.patch(caller, path, new JsonObject().put("email", address));
            tab.type("Name", "Kim Alder");
            tab.follow("Save");
            assertThat(tab.path()).endsWith("?done=saved");
        }
        JsonObject user = service.get(caller, path).object();
        assertThat(user.getString("name")).isEqualTo("Kim Alder");
        assertThat(user.getString("email")).isEqualTo(address);
    }
}
