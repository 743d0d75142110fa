package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

class AdminChangesRoleOnlyWithTheirPasswordTest {
    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final Person other = Person.in(service, admin.organizationId(), UserRole.USER);
    private final Person.Browser browser = admin.browser();
    private final String form = "/admin/people/" + other.id() + "/role";

    @Test
    void aWrongPasswordOrNoneChangesNothing() {
        Reply wrong = FormSender.of(browser).post(form, "role", "org_admin", "currentPassword", "not it");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("currentPassword", "is wrong");
        assertThat(FormSender.of(browser).post(form, "role", "org_admin").status())
                .isEqualTo(422);
        assertThat(role()).isEqualTo("user");
    }

    @Test
    void theRightOneChangesTheRoleAndLeavesAReceipt() {
        Reply done = FormSender.of(browser).post(form, "role", "org_admin", "currentPassword", Person.PASSWORD);
        assertThat(done.status()).isEqualTo(303);
        assertThat(role()).isEqualTo("org_admin");
        assertThat(browser.get("/admin/people/" + other.id()).body()).contains("role changed", "Effective");
    }

    @Test
    void andTheSameRoleIsNoChange() {
        Reply done = FormSender.of(browser).post(form, "role", "user", "currentPassword", Person.PASSWORD);
        assertThat(browser.get(done.header("Location")).body())
                .contains("Nothing is changed")
                .doesNotContain("The role is changed");
    }

    private String role() {
        return browser.get("/users/" + other.id()).object().getString("role");
    }
}
