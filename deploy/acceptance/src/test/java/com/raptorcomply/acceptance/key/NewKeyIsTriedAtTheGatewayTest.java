package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The admin page of a new key tries it at the gateway, as its holder would. */
@ExtendWith(RunningWhole.class)
class NewKeyIsTriedAtTheGatewayTest {
    @Test
    void whichLetsItInUntilItIsRevoked(Whole whole) throws IOException, InterruptedException {
        String service = whole.value("KEYSERVICE_URL");
        Reply signedIn = new Client(service, "")
                .post(
                        "/sessions",
                        new JsonObject()
                                .put("email", whole.value("ORG_A_ADMIN_EMAIL"))
                                .put("password", whole.value("ORG_A_ADMIN_PASSWORD")));
        String cookie = signedIn.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        String csrf = signedIn.json().getString("csrfToken");
        JsonObject made = new JsonObject(send(request(service + "/api-keys", cookie, csrf)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"Tried\",\"kind\":\"organization\"}")))
                .body());
        String key = made.getString("key");

        assertThat(trial(service, cookie, csrf, key)).contains("The gateway lets it in as “Tried”");

        send(request(service + "/api-keys/" + made.getString("id"), cookie, csrf)
                .DELETE());
        assertThat(trial(service, cookie, csrf, key))
                .contains("The gateway refuses it with 401")
                .doesNotContain(key);
    }

    private static String trial(String service, String cookie, String csrf, String key)
            throws IOException, InterruptedException {
        String form = "csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8) + "&key=" + key;
        return send(request(service + "/admin/keys/try", cookie, csrf)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .body();
    }

    private static HttpRequest.Builder request(String url, String cookie, String csrf) {
        return HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookie).header("X-CSRF-Token", csrf);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
