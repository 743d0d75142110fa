package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Somebody who can sign in. */
public record Person(Whole whole, String email, String password) {

    /** With a new session. */
    public Caller signIn() {
        Reply reply = new Client(Service.KEYSERVICE.url(whole), "")
                .post("/sessions", new JsonObject().put("email", email).put("password", password));
        if (reply.status() != 201) {
            throw new AssertionError("signing in: " + reply);
        }
        String cookie = reply.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        String csrfToken = reply.json().getString("csrfToken");
        return new Caller(whole, Caller.Way.SIGNED_IN, Map.of("Cookie", cookie, "X-CSRF-Token", csrfToken));
    }

    /** With a new key of their own. */
    public Caller withKey() {
        return Caller.withKey(whole, newKey().getString("key"));
    }

    /** The answer to the creation of a key of their own. */
    public JsonObject newKey() {
        JsonObject terms = new JsonObject().put("name", Whole.unique("own")).put("kind", "user");
        return Stagehand.made(signIn().call(Service.KEYSERVICE, "POST", "/api-keys", terms.encode()));
    }

    @Override
    public String toString() {
        return email;
    }
}
