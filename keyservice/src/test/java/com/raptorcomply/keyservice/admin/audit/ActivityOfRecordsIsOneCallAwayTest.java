package com.raptorcomply.keyservice.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of the key service's log tells how to list the data service's log, too, with the same filters. */
class ActivityOfRecordsIsOneCallAwayTest {
    private static final String TITLE = "Changes of compliance records";
    private static final String PAGE = "/admin/activity";

    @Test
    void whereThereIsADataService() {
        try (TestDataService data = new TestDataService();
                TestService service = TestService.with(
                        Map.of("resources.urls", List.of(data.url()), "gateway.url", "https://api.example.test"))) {
            Person admin = Person.in(service, UserRole.ORG_ADMIN);
            String hostile =
                    "?from=2026-03-01&to=2026-03-02&actor=%22%3B%24%28id%29%60id%60*%20b&action=create&resourceType=user";
            assertThat(admin.browser().get(PAGE + hostile).body())
                    .contains(
                            TITLE,
                            "\"https://api.example.test/activity?from=2026-03-01T00%3A00%3A00Z&amp;to=2026-03-03T00%3A00%3A00Z"
                                    + "&amp;actor=%22%3B%24%28id%29%60id%60%2A%20b&amp;action=create\"");
            Person platform = Person.in(service, UserRole.PLATFORM_ADMIN);
            Person.Browser browser = platform.browser();
            assertThat(browser.get(PAGE).body()).contains(TITLE);
            assertThat(browser.get(PAGE + "?organizationId=" + platform.organizationId())
                            .body())
                    .contains(TITLE);
            assertThat(browser.get(PAGE + "?organizationId=" + admin.organizationId())
                            .body())
                    .doesNotContain(TITLE);
            requireFit(service, admin);
        }
    }

    @Test
    void andNotWithoutOne() {
        Person admin = Person.in(TestService.shared(), UserRole.ORG_ADMIN);
        assertThat(admin.browser().get(PAGE).body()).doesNotContain(TITLE);
    }

    private static void requireFit(TestService service, Person admin) {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin.browser());
            tab.go("http://localhost:" + service.port() + PAGE);
            tab.press(TITLE);
            tab.requireFit("activity-records");
        }
    }
}
