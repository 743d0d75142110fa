package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/**
 * A browser that was redirected to the provider.
 *
 * @param url the URL at the provider
 * @param cookie the cookie that the browser got for its return
 */
record Visit(TestService service, String url, String cookie) {

    static Visit begin(TestService service) {
        Reply reply = service.get(null, "/sessions/oidc");
        if (reply.status() != 303) {
            throw new AssertionError(reply);
        }
        return new Visit(
                service, reply.header("Location"), reply.header("Set-Cookie").split(";", 2)[0]);
    }

    String state() {
        return TestProvider.query(url).getOrDefault("state", "");
    }

    Visit with(String other) {
        return new Visit(service, url, other);
    }

    Reply comeBack(String code) {
        return comeBack(code, state());
    }

    Reply comeBack(String code, String state) {
        return comeBackWith("code=" + encode(code) + "&state=" + encode(state));
    }

    Reply comeBackWith(String query) {
        return service.send(cookied("/sessions/oidc/callback?" + query).GET());
    }

    Reply complete(String code) {
        return service.send(cookied("/sessions/oidc")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonObject().put("code", code).encode())));
    }

    /** Returns from the provider as this user of it. */
    Reply as(TestProvider provider, String subject, String email) {
        return as(provider, provider.claims(url, subject, email));
    }

    Reply as(TestProvider provider, JsonObject claims) {
        return comeBack(provider.code(url, provider.key().sign(claims)));
    }

    private HttpRequest.Builder cookied(String path) {
        HttpRequest.Builder request = service.request(null, path);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
