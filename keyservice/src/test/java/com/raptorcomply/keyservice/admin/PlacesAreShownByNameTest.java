package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesAreShownByNameTest {
    private static final String UNKNOWN = "The names of places cannot be looked up now";

    private static final TestDataService DATA = new TestDataService();
    private static final TestService SERVICE = RestrictedPlaces.lookingUpIn(DATA);

    private final RestrictedPlaces places = RestrictedPlaces.of(SERVICE, DATA);

    @AfterEach
    void recover() {
        DATA.respondWith(0);
    }

    @AfterAll
    static void close() {
        SERVICE.close();
        DATA.close();
    }

    @Test
    void onThePagesOfTheKeyOfTheListAndOfTheLifting() {
        for (String page : places.pages()) {
            assertThat(places.admin().get(page).body())
                    .contains("<bdi>One of facilities</bdi>", "Facility")
                    .doesNotContain(places.facility().toString(), UNKNOWN);
        }
        assertThat(places.admin().get(places.pages().get(0)).body()).contains("One of cyber-systems", "only read");
    }

    @Test
    void fitToUse() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(places.admin());
            tab.go("http://localhost:" + SERVICE.port() + places.pages().get(0));
            tab.requireFit("key-places");
            DATA.respondWith(500);
            tab.go("http://localhost:" + SERVICE.port() + places.pages().get(1));
            tab.requireFit("access-places-unknown");
        }
    }

    @Test
    void andByIdWhereTheyAreGone() {
        DATA.remove("facilities", places.facility());
        for (String page : places.pages()) {
            assertThat(places.admin().get(page).body())
                    .contains(places.facility().toString(), "Facility, no longer there")
                    .doesNotContain(UNKNOWN);
        }
    }

    /** Without the data service a key cannot be limited to places; what was typed for it stays. */
    @Test
    void andWhatIsTypedStaysWhileTheDataServiceDoesNotAnswer() {
        try (TestDataService data = new TestDataService();
                TestService service = RestrictedPlaces.lookingUpIn(data)) {
            RestrictedPlaces unknown = RestrictedPlaces.of(service, data);
            FormSender sender = FormSender.of(unknown.admin());
            data.respondWith(500);
            String[] forms = {"/admin/keys/new", unknown.pages().get(0) + "/edit"};
            for (String form : forms) {
                Reply found =
                        sender.post(form, "kind", "organization", "name", "Typed", "find", "places", "place", "one");
                assertThat(found.status()).isEqualTo(200);
                assertThat(found.body()).contains("value=\"Typed\"", "Places cannot be looked up now.");
            }
            Reply made = sender.post(
                    forms[0],
                    "kind",
                    "organization",
                    "name",
                    "Typed",
                    "rights",
                    "none",
                    "expiry",
                    "90",
                    "facilities",
                    unknown.facility().toString());
            assertThat(made.status()).isEqualTo(503);
            assertThat(made.body()).contains("value=\"Typed\"", "The places cannot be looked up now.");
        }
    }

    /** Failures open the breaker of the key service, so this one is not shared. */
    @Test
    void andByIdWhileTheDataServiceDoesNotTell() {
        try (TestDataService data = new TestDataService();
                TestService service = RestrictedPlaces.lookingUpIn(data)) {
            RestrictedPlaces unknown = RestrictedPlaces.of(service, data);
            for (int status : new int[] {500, -1}) {
                data.respondWith(status);
                for (String page : unknown.pages()) {
                    Reply reply = unknown.admin().get(page);
                    assertThat(reply.status()).isEqualTo(200);
                    assertThat(reply.body()).contains(unknown.facility().toString(), UNKNOWN);
                }
            }
        }
    }
}
