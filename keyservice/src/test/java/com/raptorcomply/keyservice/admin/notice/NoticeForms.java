package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormTwin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** The forms of webhooks, with what the API gets for them. */
public final class NoticeForms {
    private static final String URL = "https://hooks.example.com/";

    private NoticeForms() {}

    public static List<FormTwin> all() {
        String path = "/organizations/" + TestService.shared().organization() + "/webhooks";
        String nobody = path + "/" + UUID.randomUUID();
        JsonObject none = new JsonObject();
        return List.of(
                create(path, List.of("name", "SIEM", "url", URL, "which", "all"), made("SIEM", URL)),
                create(path, List.of("name", "", "url", URL, "which", "all"), new JsonObject().put("url", URL)),
                create(path, List.of("name", "SIEM", "url", "http://10.0.0.1/"), made("SIEM", "http://10.0.0.1/")),
                create(
                        path,
                        List.of("name", "SIEM", "url", URL, "which", "chosen"),
                        made("SIEM", URL).put("types", new JsonArray())),
                create(
                        path,
                        List.of("name", "SIEM", "url", URL, "which", "chosen", "types", "api_key.expired"),
                        made("SIEM", URL).put("types", new JsonArray().add("api_key.expired"))),
                FormTwin.of(
                        "/admin" + nobody + "/edit",
                        List.of("name", "SIEM", "url", URL, "which", "all", "enabled", "yes"),
                        "PATCH",
                        nobody,
                        made("SIEM", URL).put("enabled", true)),
                FormTwin.of("/admin" + nobody + "/test", List.of(), "POST", nobody + "/test", none),
                FormTwin.of("/admin" + nobody + "/delete", List.of(), "DELETE", nobody, none));
    }

    private static JsonObject made(String name, String url) {
        return new JsonObject().put("name", name).put("url", url);
    }

    private static FormTwin create(String path, List<String> form, JsonObject body) {
        return FormTwin.of("/admin" + path + "/new", form, "POST", path, body);
    }
}
