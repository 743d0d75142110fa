package com.raptorcomply.keyservice.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** The pages of evidence say whose they are, and their tabs lead to those of the same organization. */
class PlatformAdminStaysInOneOrganizationTest {
    private final TestService service = TestService.shared();
    private final Person platform = Person.in(service, UserRole.PLATFORM_ADMIN);
    private final Person other = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void fromOnePageOfEvidenceToTheNext() {
        String organization = "organizationId=" + other.organizationId();
        Person.Browser browser = platform.browser();
        for (String page : new String[] {"/admin/activity", "/admin/activity/receipts"}) {
            assertThat(browser.get(page + "?" + organization).body())
                    .contains(
                            "<a href=\"/admin/organizations/" + other.organizationId() + "\">",
                            "href=\"/admin/activity?" + organization + "\"",
                            "href=\"/admin/activity/receipts?" + organization + "\"");
            assertThat(browser.get(page).body()).doesNotContain("<a href=\"/admin/organizations/");
        }
    }
}
