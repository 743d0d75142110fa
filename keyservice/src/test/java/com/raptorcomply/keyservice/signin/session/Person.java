package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.UUID;

/** A user with a password and a browser. */
public record Person(TestService service, UUID organizationId, UUID id, String email) {
    public static final String PASSWORD = "several words do well";

    /** The hash of it at the least cost, because the true cost is more than that of most tests. */
    private static final String HASH =
            "$argon2id$v=19$m=8,t=1,p=1$YSBzYWx0IG9mIHRlc3Rz$F5hdv/ciul6FyChvRGQIrzyT4Sd93SvGVmU5N3c3Gx0";

    public static Person in(TestService service, UserRole role) {
        return in(service, service.organization(), role);
    }

    public static Person in(TestService service, UUID organizationId, UserRole role) {
        String email = UUID.randomUUID() + "@Example.test";
        UUID id = Await.result(service.bootstrap().createUser(organizationId, email, "Some Body", role));
        service.execute("UPDATE app_user SET password_hash = ?, address_claimed = true WHERE id = ?", HASH, id);
        return new Person(service, organizationId, id, email);
    }

    public Reply signIn(String password) {
        return signIn(service, email, password);
    }

    static Reply signIn(TestService service, String email, String password) {
        JsonObject body = new JsonObject().put("email", email).put("password", password);
        return service.post(null, "/sessions", body.encode());
    }

    /** Returns the browser's cookies after signing in. */
    public Browser browser() {
        Reply reply = signIn(PASSWORD);
        if (reply.status() != 201) {
            throw new AssertionError(reply);
        }
        String cookie = reply.header("Set-Cookie").split(";", 2)[0];
        return new Browser(service, cookie, reply.object().getString("csrfToken"));
    }

    public record Browser(TestService service, String cookie, String csrfToken) {
        public Reply get(String path) {
            return service.send(request(path).GET());
        }

        public Reply delete(String path) {
            return service.send(request(path).header("X-CSRF-Token", csrfToken).DELETE());
        }

        public HttpRequest.Builder request(String path) {
            return service.request(null, path).header("Cookie", "theme=dark; " + cookie);
        }
    }
}
