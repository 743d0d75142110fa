package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Pages show times and take days in the time zone of the reader's organization, with the time in UTC beside it. */
class TimesAreThoseOfTheOrganizationTest {
    private static final String ZONE = "Pacific/Auckland";

    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final TestCaller caller = TestCaller.person(admin.organizationId(), admin.id());
    private final Person.Browser browser = admin.browser();

    TimesAreThoseOfTheOrganizationTest() {
        service.execute("UPDATE organization SET time_zone = ? WHERE id = ?", ZONE, admin.organizationId());
    }

    @Test
    void onReceiptsAndInTheLog() {
        String key = key(new JsonObject());
        Instant at = service.delete(caller, "/api-keys/" + key).object().getInstant("revokedAt");
        String receipt = service.get(caller, "/api-keys/" + key + "/receipts")
                .array()
                .getJsonObject(0)
                .getString("id");
        for (String page : new String[] {"/admin/keys/" + key + "/receipts/" + receipt, "/admin/activity"}) {
            assertThat(browser.get(page).body()).contains(text(at, ZONE, "xxx"), text(at, "UTC", ""), "datetime=\"");
        }
        String list = browser.get("/admin/keys/" + key).body();
        assertThat(list).contains(" (" + text(at, ZONE, "xxx") + " (" + text(at, "UTC", "") + "))");
    }

    @Test
    void andADayOfAFormBeginsThere() {
        FormSender.of(browser)
                .post(
                        "/admin/keys/new",
                        "kind",
                        "user",
                        "name",
                        "Until July",
                        "expiry",
                        "date",
                        "expiresAt",
                        "2099-07-01");
        JsonObject key = browser.get("/api-keys?name=Until+July").array().getJsonObject(0);
        assertThat(key.getString("expiresAt")).isEqualTo("2099-06-30T12:00:00Z");
        assertThat(browser.get("/admin/keys/" + key.getString("id") + "/edit").body())
                .contains("value=\"2099-07-01\"", "this day begins (" + ZONE + ")");
    }

    @Test
    void andADayOfAFilter() {
        String page = browser.get("/admin/activity/receipts?from=2020-07-01&to=2020-07-01")
                .body();
        assertThat(page).contains("From (" + ZONE + ")", "from=2020-06-30T12:00:00Z&amp;to=2020-07-01T12:00:00Z");
    }

    private String key(JsonObject more) {
        String id = service.mint(caller, more).getString("id");
        if (id == null) {
            throw new AssertionError("no key");
        }
        return id;
    }

    private static String text(Instant at, String zone, String offset) {
        return DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'" + offset, Locale.ENGLISH)
                .format(at.atZone(zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone)));
    }
}
