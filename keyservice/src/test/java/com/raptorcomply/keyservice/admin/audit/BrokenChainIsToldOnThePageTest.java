package com.raptorcomply.keyservice.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A change of the log itself shows on the page of the organization that it hits, and on no other. */
class BrokenChainIsToldOnThePageTest {
    private static final String CHECKED = "/admin/activity?check=1";

    @Test
    void afterAChangePastTheLog() {
        try (TestService service = TestService.with(Map.of())) {
            Person hit = Person.in(service, UserRole.ORG_ADMIN);
            Person spared = Person.in(service, UserRole.ORG_ADMIN);
            Person.Browser browser = hit.browser();
            assertThat(browser.get(CHECKED).body()).contains("Intact");
            assertThat(browser.get("/admin/activity?action=sign-in").body())
                    .contains("<input type=\"hidden\" name=\"action\" value=\"sign-in\">");
            service.execute("ALTER TABLE activity DISABLE TRIGGER activity_append_only");
            service.execute(
                    "UPDATE activity SET actor_name = 'Nobody' WHERE organization_id = ?", hit.organizationId());
            assertThat(browser.get(CHECKED).body()).contains("Broken", "Entry 1 is the first");
            assertThat(browser.get("/admin/activity").body()).contains("Not checked now");
            assertThat(spared.browser().get(CHECKED).body()).contains("Intact");
        }
    }
}
