package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionIsCheckedBeforeTheBodyIsReadTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final List<TestCaller> others = List.of(
            service.person(organizationId, UserRole.USER),
            TestCaller.organizationKey(organizationId, UserRole.USER.permissions()));

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"email\":", "[]", "", "oversized"})
    void ofPeopleInvitationsAndOrganizations(String body) {
        String sent = body.equals("oversized") ? "{\"name\":\"" + "x".repeat(100_000) + "\"}" : body;
        for (TestCaller caller : others) {
            assertThat(status(caller, "POST", "/users", sent)).isEqualTo(403);
            assertThat(status(caller, "PATCH", "/users/" + admin.ownerUserId(), sent))
                    .isEqualTo(403);
            assertThat(status(caller, "POST", "/invitations", sent)).isEqualTo(403);
            assertThat(status(caller, "POST", "/organizations", sent)).isEqualTo(403);
            assertThat(status(caller, "PATCH", "/organizations/" + organizationId, sent))
                    .isEqualTo(403);
        }
        assertThat(status(admin, "POST", "/organizations", sent)).isEqualTo(403);
        assertThat(status(admin.restricted(), "POST", "/users", sent)).isEqualTo(403);
        assertThat(status(admin.restricted(), "POST", "/invitations", sent)).isEqualTo(403);
    }

    private int status(TestCaller caller, String method, String path, String body) {
        return service.send(service.request(caller, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)))
                .status();
    }
}
