package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The page that asks whether to cancel an invitation has no second button "Cancel", which could mean either. */
class InvitationIsCancelledOrKeptTest {
    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void byButtonsThatSaySo() {
        String id = service.post(
                        TestCaller.person(admin.organizationId(), admin.id()),
                        "/invitations",
                        new JsonObject()
                                .put("email", UUID.randomUUID() + "@example.test")
                                .put("role", "user"))
                .object()
                .getString("id");
        assertThat(admin.browser()
                        .get("/admin/people/invitations/" + id + "/cancel")
                        .body())
                .contains(">Cancel the invitation</button>", ">Keep the invitation</a>")
                .doesNotContain(">Cancel</a>");
    }
}
