package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SignInFromANewPlaceIsNoticedTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String NEXT_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";
    private static final TestService SERVICE =
            TestService.with(Map.of("clientAddress.trusted", List.of("127.0.0.1/32")));

    private final Person person = Person.in(SERVICE, UserRole.USER);
    private final TestCaller admin = SERVICE.person(person.organizationId(), UserRole.ORG_ADMIN);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void byNetworkAndBrowserButNeitherTheFirstTimeNorForAnUpdate() {
        signIn("192.0.2.7", FIREFOX);
        assertThat(alerts()).isEmpty();
        signIn("192.0.2.99", FIREFOX);
        signIn("192.0.2.7", NEXT_FIREFOX);
        assertThat(alerts()).isEmpty();

        signIn("198.51.100.7", FIREFOX);
        assertThat(alerts()).hasSize(1);
        JsonObject alert = alerts().getJsonObject(0);
        assertThat(alert.getString("type")).isEqualTo("sign_in.new_place");
        assertThat(alert.getString("userId")).isEqualTo(person.id().toString());
        assertThat(alert.getJsonObject("data").getString("address")).isEqualTo("198.51.100.7");
        assertThat(alert.getJsonObject("data").getString("userAgent")).isEqualTo(FIREFOX);

        signIn("192.0.2.7", "curl/8.5");
        assertThat(alerts()).hasSize(2);
        signIn("198.51.100.7", "curl/8.6");
        assertThat(alerts()).hasSize(2);
    }

    @Test
    void byTheNetworkOfAnIpv6Address() {
        signIn("2001:db8:1:1::7", FIREFOX);
        signIn("2001:db8:1:2::7", FIREFOX);
        assertThat(alerts()).isEmpty();

        signIn("2001:db8:2:1::7", FIREFOX);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void alsoWhenThePlacesOfBeforeAreForgotten() {
        signIn("192.0.2.7", FIREFOX);
        SERVICE.execute("DELETE FROM known_origin WHERE user_id = ?", person.id());

        signIn("198.51.100.7", FIREFOX);

        assertThat(alerts()).hasSize(1);
    }

    private void signIn(String address, String agent) {
        JsonObject body = new JsonObject().put("email", person.email()).put("password", Person.PASSWORD);
        assertThat(SERVICE.send(SERVICE.request(null, "/sessions")
                                .header("Content-Type", "application/json")
                                .header("X-Forwarded-For", address)
                                .header("User-Agent", agent)
                                .POST(BodyPublishers.ofString(body.encode())))
                        .status())
                .isEqualTo(201);
    }

    private JsonArray alerts() {
        return SERVICE.get(admin, "/organizations/" + person.organizationId() + "/alerts")
                .array();
    }
}
