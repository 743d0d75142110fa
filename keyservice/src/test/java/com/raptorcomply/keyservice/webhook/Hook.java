package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** A webhook of an organization of its own, with the organization's admin. */
record Hook(TestService service, TestCaller admin, String path, String secret) {

    static Hook of(TestService service, String url, JsonObject more) {
        UUID organizationId = service.organization();
        return of(service, service.person(organizationId, UserRole.ORG_ADMIN), url, more);
    }

    static Hook of(TestService service, TestCaller admin, String url, JsonObject more) {
        Reply made = create(service, admin, url, more);
        if (made.status() != 201) {
            throw new AssertionError(made);
        }
        return new Hook(service, admin, made.header("Location"), made.object().getString("secret"));
    }

    static Reply create(TestService service, TestCaller admin, String url, JsonObject more) {
        return service.post(
                admin,
                "/organizations/" + admin.organizationId() + "/webhooks",
                new JsonObject().put("name", "SIEM").put("url", url).mergeIn(more));
    }

    JsonObject mintKey() {
        return service.mint(admin, new JsonObject());
    }

    Reply test() {
        return service.post(admin, path + "/test", "");
    }

    /** Returns the log of deliveries, newest first. */
    List<JsonObject> log() {
        return service.get(admin, path + "/deliveries").array().stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** Waits until the newest delivery is in this state, and returns it. */
    JsonObject await(String state) {
        Await.until(
                "a delivery is " + state,
                () -> !log().isEmpty() && log().get(0).getString("state").equals(state));
        return log().get(0);
    }
}
