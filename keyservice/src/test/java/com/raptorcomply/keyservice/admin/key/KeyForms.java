package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormTwin;
import com.raptorcomply.keyservice.admin.FormWorld;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The forms about keys, with what the API gets for them. */
public final class KeyForms {
    private static final String NEW = "/admin/keys/new";
    private static final String API = "/api-keys";

    private KeyForms() {}

    public static List<FormTwin> all(FormWorld world) {
        Stream<JsonObject> keys = Stream.concat(
                world.keys().stream(),
                Stream.of(
                        KeyExamples.in(TestService.shared()).key("Of another organization"),
                        new JsonObject().put("id", UUID.randomUUID().toString()).put("secretId", "abc")));
        return Stream.concat(creations().stream(), keys.flatMap(key -> changes(key).stream()))
                .toList();
    }

    private static List<FormTwin> creations() {
        return List.of(
                create(List.of("rights", "api_user"), new JsonObject().put("role", "api_user")),
                create(
                        List.of("rights", "org_super", "currentPassword", Person.PASSWORD),
                        new JsonObject().put("role", "org_super")),
                create(
                        List.of("rights", "chosen", "permissions", "tasks:read", "permissions", "files:read"),
                        new JsonObject()
                                .put(
                                        "permissions",
                                        new JsonArray().add("tasks:read").add("files:read"))),
                create(
                        List.of("rights", "none", "allowedCidrs", "192.0.2.0/33"),
                        new JsonObject()
                                .put("permissions", new JsonArray())
                                .put("allowedCidrs", new JsonArray().add("192.0.2.0/33"))),
                FormTwin.of(
                        NEW,
                        List.of("kind", "user", "name", "Mine", "expiry", "never"),
                        "POST",
                        API,
                        new JsonObject().put("kind", "user").put("name", "Mine")),
                FormTwin.of(
                        NEW,
                        List.of("kind", "user", "name", "", "expiry", "date", "expiresAt", "2020-01-01"),
                        "POST",
                        API,
                        new JsonObject().put("kind", "user").put("expiresAt", "2020-01-01T00:00:00Z")));
    }

    /** The forms of one key, in an order in which each finds something to do. */
    private static List<FormTwin> changes(JsonObject key) {
        String id = "/" + key.getString("id");
        String secret = "/secrets/" + key.getString("secretId");
        JsonObject none = new JsonObject();
        return List.of(
                FormTwin.of(
                        "/admin/keys" + id + "/edit",
                        List.of("name", "New", "expiry", "keep"),
                        "PATCH",
                        API + id,
                        new JsonObject().put("name", "New")),
                FormTwin.of(
                        "/admin/keys" + id + "/rotate", List.of("overlap", ""), "POST", API + id + "/secrets", none),
                FormTwin.of("/admin/keys" + id + secret + "/revoke", List.of(), "DELETE", API + id + secret, none),
                FormTwin.of("/admin/keys/revoke", List.of("key", id.substring(1)), "DELETE", API + id, none),
                FormTwin.of("/admin/keys" + id + "/revoke", List.of(), "DELETE", API + id, none),
                FormTwin.of(
                        "/admin/keys" + id + "/edit",
                        List.of("name", "", "expiry", "keep"),
                        "PATCH",
                        API + id,
                        new JsonObject().put("name", "")));
    }

    private static FormTwin create(List<String> form, JsonObject body) {
        List<String> all = new ArrayList<>(List.of("kind", "organization", "name", "Import", "expiry", "never"));
        all.addAll(form);
        return FormTwin.of(
                NEW,
                all,
                "POST",
                API,
                new JsonObject()
                        .put("kind", "organization")
                        .put("name", "Import")
                        .mergeIn(body));
    }
}
