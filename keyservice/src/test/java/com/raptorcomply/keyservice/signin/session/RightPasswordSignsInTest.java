package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RightPasswordSignsInTest {
    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void withACookieThatScriptsAndOtherSitesCannotUse() {
        Reply reply = person.signIn(Person.PASSWORD);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Set-Cookie"))
                .matches("__Host-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HTTPOnly; SameSite=Strict");
        assertThat(reply.object().getString("userId")).isEqualTo(person.id().toString());
    }

    @Test
    void whateverTheCaseOfTheAddress() {
        assertThat(Person.signIn(service, person.email().toUpperCase(Locale.ROOT), Person.PASSWORD)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void asThemselvesWithTheirRole() {
        JsonObject me = person.browser().get("/users/me").object();
        assertThat(me.getString("kind")).isEqualTo("user");
        assertThat(me.getString("id")).isEqualTo(person.id().toString());
        assertThat(me.getString("email")).isEqualTo(person.email());
        assertThat(me.getString("role")).isEqualTo("org_admin");
        assertThat(me.getString("organizationId"))
                .isEqualTo(person.organizationId().toString());
        assertThat(TestService.strings(me, "permissions")).contains("api-keys:create", "facilities:read");
    }

    @Test
    void andNeitherPasswordNorTokenIsStored() throws SQLException {
        Browser browser = person.browser();
        String token = browser.cookie().split("=", 2)[1];
        for (String table : List.of("app_user", "user_session", "sign_in_attempt")) {
            try (Connection connection = service.database().ownerConnection();
                    ResultSet rows = connection.createStatement().executeQuery("SELECT t::text FROM " + table + " t")) {
                while (rows.next()) {
                    assertThat(rows.getString(1)).doesNotContain(Person.PASSWORD, token, browser.csrfToken());
                }
            }
        }
    }
}
