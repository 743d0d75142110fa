package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import com.raptorcomply.keyservice.signin.totp.TotpCodes;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** A user with a second factor, confirmed by the code of the current step. */
public record AuthenticatorApp(Person person, Browser browser, String secret, List<String> recoveryCodes) {

    public static AuthenticatorApp of(Person person) {
        Browser browser = person.browser();
        String secret = enrol(browser).object().getString("secret");
        Reply confirmed = post(browser, "/users/me/totp/confirm", new JsonObject().put("code", TotpCodes.now(secret)));
        if (confirmed.status() != 200) {
            throw new AssertionError(confirmed);
        }
        List<String> codes = confirmed.object().getJsonArray("recoveryCodes").stream()
                .map(String.class::cast)
                .toList();
        return new AuthenticatorApp(person, browser, secret, codes);
    }

    static Reply enrol(Browser browser) {
        return post(browser, "/users/me/totp", new JsonObject().put("currentPassword", Person.PASSWORD));
    }

    /** Returns a code that has not been used yet. */
    public String nextCode() {
        return TotpCodes.next(secret);
    }

    Reply signIn(String code) {
        JsonObject body = new JsonObject()
                .put("email", person.email())
                .put("password", Person.PASSWORD)
                .put("code", code);
        return person.service().post(null, "/sessions", body.encode());
    }

    Reply remove(String code) {
        return post(
                browser,
                "/users/me/totp/remove",
                new JsonObject().put("currentPassword", Person.PASSWORD).put("code", code));
    }

    static Reply post(Browser browser, String path, JsonObject body) {
        return browser.service()
                .send(browser.request(path)
                        .header("X-CSRF-Token", browser.csrfToken())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.encode())));
    }
}
