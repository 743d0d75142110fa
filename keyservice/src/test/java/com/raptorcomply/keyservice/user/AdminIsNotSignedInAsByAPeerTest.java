package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A caller that could change an admin's address or identity could sign in as that admin, and the log would name the
 * admin.
 */
class AdminIsNotSignedInAsByAPeerTest {
    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final TestCaller peer = service.person(admin.organizationId(), UserRole.ORG_ADMIN);
    private final String path = "/users/" + admin.id();

    @Test
    void norTheirAddressChanged() {
        assertThat(service.patch(peer, path, address()).status()).isEqualTo(403);
        assertThat(service.patch(peer, path, new JsonObject().put("name", "New Name"))
                        .status())
                .isEqualTo(200);
        JsonObject same = new JsonObject().put("email", admin.email());
        assertThat(service.patch(peer, path, same).status()).isEqualTo(200);
    }

    @Test
    void norTheirIdentityUnlinked() {
        assertThat(service.delete(peer, path + "/identities").status()).isEqualTo(403);
    }

    @Test
    void butByAPlatformAdminAndWhileTheyHaveNeverSignedIn() {
        TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
        assertThat(service.patch(platformAdmin, path, address()).status()).isEqualTo(200);
        assertThat(service.delete(platformAdmin, path + "/identities").status()).isEqualTo(204);
        TestCaller invited = service.person(admin.organizationId(), UserRole.ORG_ADMIN);
        assertThat(service.patch(peer, "/users/" + invited.ownerUserId(), address())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void andTheirOwnIsChangedInASessionOnly() {
        TestCaller byKey = TestCaller.person(admin.organizationId(), admin.id());
        assertThat(service.patch(byKey, path, address()).status()).isEqualTo(403);
        Browser browser = admin.browser();
        Reply changed = service.send(browser.request(path)
                .header("X-CSRF-Token", browser.csrfToken())
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(address().encode())));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private static JsonObject address() {
        return new JsonObject().put("email", UUID.randomUUID() + "@example.test");
    }
}
