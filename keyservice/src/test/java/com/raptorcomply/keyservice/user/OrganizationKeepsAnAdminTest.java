package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.Permission;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OrganizationKeepsAnAdminTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller superKey = TestCaller.organizationKey(
            organizationId, Permissions.table().stream().map(Permission::name).toList());
    private final TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
    private final String path = "/users/" + admin.ownerUserId();

    @Test
    void whoeverAsks() {
        for (TestCaller caller : List.of(superKey, platformAdmin)) {
            assertRefused(service.patch(caller, path, new JsonObject().put("role", "user")));
            assertRefused(service.patch(caller, path, new JsonObject().put("status", "disabled")));
            assertRefused(service.delete(caller, path));
        }
        assertThat(admins()).isEqualTo(1);
    }

    @Test
    void oneWhoIsDisabledDoesNotCount() {
        TestCaller other = service.person(organizationId, UserRole.ORG_ADMIN);
        service.patch(superKey, "/users/" + other.ownerUserId(), new JsonObject().put("status", "disabled"));
        assertRefused(service.delete(superKey, path));
        assertThat(service.delete(superKey, "/users/" + other.ownerUserId()).status())
                .isEqualTo(200);
    }

    @Test
    void butOneOfTwoMayGoAndThePlatformMayEndTheWhole() {
        TestCaller other = service.person(organizationId, UserRole.ORG_ADMIN);
        assertThat(service.delete(superKey, "/users/" + other.ownerUserId()).status())
                .isEqualTo(200);
        assertThat(service.delete(platformAdmin, "/organizations/" + organizationId)
                        .status())
                .isEqualTo(200);
    }

    @RepeatedTest(20)
    void whenTwoRemoveEachOtherAtTheSameMoment() {
        TestCaller other = service.person(organizationId, UserRole.ORG_ADMIN);
        List<Integer> statuses = Stream.of(admin, other)
                .parallel()
                .map(caller -> service.delete(caller, "/users/" + (caller.equals(admin) ? other : admin).ownerUserId())
                        .status())
                .sorted()
                .toList();
        assertThat(admins()).isEqualTo(1);
        assertThat(statuses.get(0)).isEqualTo(200);
        assertThat(statuses.get(1)).isIn(401, 409);
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.object().getString("code")).isEqualTo("last_admin");
    }

    private long admins() {
        return service.count(
                "SELECT count(*) FROM app_user WHERE organization_id = ? AND role = 'org_admin' AND status = 'active'",
                organizationId);
    }
}
