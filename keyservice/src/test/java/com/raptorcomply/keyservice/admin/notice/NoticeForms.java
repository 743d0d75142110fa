package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormTwin;
import com.raptorcomply.keyservice.admin.FormWorld;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The forms of webhooks, with what the API gets for them. */
public final class NoticeForms {
    private static final String URL = "https://hooks.example.com/";

    private NoticeForms() {}

    public static List<FormTwin> all(FormWorld world) {
        String foreign = "/organizations/" + TestService.shared().organization();
        String own = "/organizations/" + world.person().organizationId();
        return Stream.of(
                        of("/admin" + foreign, foreign, UUID.randomUUID().toString()),
                        of("/admin" + own, own, UUID.randomUUID().toString()),
                        of("/admin/organization", own, world.webhook()))
                .flatMap(List::stream)
                .toList();
    }

    /** The forms below a page of webhooks, and the requests below their resource. */
    private static List<FormTwin> of(String pages, String organization, String id) {
        String page = pages + "/webhooks";
        String path = organization + "/webhooks";
        String one = "/" + id;
        JsonObject none = new JsonObject();
        return List.of(
                create(page, path, List.of("name", "SIEM", "url", URL, "which", "all"), made("SIEM", URL)),
                create(page, path, List.of("name", "", "url", URL, "which", "all"), new JsonObject().put("url", URL)),
                create(
                        page,
                        path,
                        List.of("name", "SIEM", "url", "http://10.0.0.1/"),
                        made("SIEM", "http://10.0.0.1/")),
                create(
                        page,
                        path,
                        List.of("name", "SIEM", "url", URL, "which", "chosen"),
                        made("SIEM", URL).put("types", new JsonArray())),
                create(
                        page,
                        path,
                        List.of("name", "SIEM", "url", URL, "which", "chosen", "types", "api_key.expired"),
                        made("SIEM", URL).put("types", new JsonArray().add("api_key.expired"))),
                FormTwin.of(
                        page + one + "/edit",
                        List.of("name", "SIEM", "url", URL, "which", "all", "enabled", "yes"),
                        "PATCH",
                        path + one,
                        made("SIEM", URL).put("enabled", true)),
                FormTwin.of(
                        page + one + "/edit",
                        List.of("name", "", "url", "http://", "which", "all"),
                        "PATCH",
                        path + one,
                        made("", "http://")),
                FormTwin.of(page + one + "/test", List.of(), "POST", path + one + "/test", none),
                FormTwin.of(page + one + "/delete", List.of(), "DELETE", path + one, none));
    }

    private static JsonObject made(String name, String url) {
        return new JsonObject().put("name", name).put("url", url);
    }

    private static FormTwin create(String page, String path, List<String> form, JsonObject body) {
        return FormTwin.of(page + "/new", form, "POST", path, body);
    }
}
