package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A user who can sign in. */
public record Person(Whole whole, String email, String password) {

    /** Returns a caller with a new session. */
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

    /** Returns a caller with a new key that the user owns. */
    public Caller withKey() {
        return Caller.withKey(whole, newKey().getString("key"));
    }

    /** Creates a key that the user owns, and returns the response's body. */
    public JsonObject newKey() {
        JsonObject terms = new JsonObject().put("name", Whole.unique("own")).put("kind", "user");
        return Stagehand.made(signIn().call(Service.KEYSERVICE, "POST", "/api-keys", terms.encode()));
    }

    @Override
    public String toString() {
        return email;
    }
}
