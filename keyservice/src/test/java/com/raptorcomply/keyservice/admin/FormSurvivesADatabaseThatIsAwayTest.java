package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class FormSurvivesADatabaseThatIsAwayTest {
    @Test
    void andIsSentAgainByItsButton() {
        try (PostgresServer server = PostgresServer.own();
                TestService service = TestService.on(server);
                BrowserTab tab = AdminBrowser.shared().tabWithoutScripts()) {
            Person.Browser session = Person.in(service, UserRole.ORG_ADMIN).browser();
            tab.use(session);
            tab.go("http://localhost:" + service.port() + "/admin/keys/new");
            tab.type("Name", "Nightly import");

            server.stop();
            tab.follow("Make the key");
            tab.awaitText("main", "Not available right now", "What you typed is kept", "Nightly import");
            tab.follow("Try again");
            tab.awaitText("main", "Not available right now", "Nightly import");
            server.start();
            Await.until("keys are listed again", () -> session.get("/api-keys").status() == 200);
            tab.follow("Try again");

            tab.awaitText("#once", "rc_live_");
            assertThat(session.get("/api-keys").array())
                    .extracting(key -> ((JsonObject) key).getString("name"))
                    .containsExactly("Nightly import");
        }
    }
}
