package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RestrictionOfAKeyIsChangedOnItsPageTest {
    private static final TestDataService DATA = new TestDataService();
    private static final TestService SERVICE = RestrictedPlaces.lookingUpIn(DATA);

    private final RestrictedPlaces places = RestrictedPlaces.of(SERVICE, DATA);
    private final String key = places.pages().get(0);

    @AfterAll
    static void close() {
        SERVICE.close();
        DATA.close();
    }

    @Test
    void byNameAndByOperation() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            edit(tab);
            tab.requireFit("key-edit-places");
            tab.page().getByLabel("One of facilities").uncheck();
            tab.page().locator("[name=operations][value=update]").check();
            tab.follow("Save");
            assertThat(tab.path()).isEqualTo(key + "?done=changed");
            tab.requireNoComplaint();
        }
        assertThat(places.admin().get(key).body())
                .contains("One of cyber-systems", "only read, change")
                .doesNotContain("One of facilities");
    }

    /** Without scripts the search loads the page again. What is typed stays, and so does the state that it was typed for. */
    @Test
    void andASearchHidesNoChangeOfAnotherAdmin() {
        UUID other = DATA.add("control-centers", places.person().organizationId());
        try (BrowserTab tab = AdminBrowser.shared().tabWithoutScripts()) {
            edit(tab);
            tab.type("Name", "Named by the second");
            places.patchKey(new JsonObject().put("name", "Named by the first"));
            tab.type("Facility, control center or cyber system", "control");
            tab.follow("Find");
            tab.page().getByLabel("One of control-centers").check();
            tab.follow("Save");
            tab.awaitText("#summary", "somebody else has just changed this");
            tab.awaitText("table", "Import", "Named by the first");
            tab.follow("Save");
        }
        assertThat(places.key().encode()).contains("Named by the second", other.toString());
    }

    @Test
    void andIsLiftedWhereNothingIsChosen() {
        FormSender sender = FormSender.of(places.admin());
        Reply kept = sender.post(key + "/edit", "name", "Import", "expiry", "keep");
        assertThat(kept.status()).isEqualTo(303);
        assertThat(restrictions()).hasSize(1);
        Reply lifted = sender.post(key + "/edit", "name", "Import", "expiry", "keep", "scope", "shown");
        assertThat(lifted.status()).isEqualTo(303);
        assertThat(restrictions()).isEmpty();
    }

    @Test
    void butSeveralAreLeftAsTheyAre() {
        JsonArray two = new JsonArray()
                .add(new JsonObject().put("operations", new JsonArray().add("read")))
                .add(new JsonObject()
                        .put("facilities", new JsonArray().add(places.facility().toString())));
        places.patchKey(new JsonObject().put("restrictions", two));
        assertThat(places.admin().get(key + "/edit").body())
                .contains("This key has 2 restrictions")
                .doesNotContain("name=\"scope\"");
    }

    private void edit(BrowserTab tab) {
        tab.use(places.admin());
        tab.go("http://localhost:" + SERVICE.port() + key + "/edit");
    }

    private List<?> restrictions() {
        return places.key().getJsonArray("restrictions").getList();
    }
}
