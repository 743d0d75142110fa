package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormTwin;
import com.raptorcomply.keyservice.admin.FormWorld;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The forms of organizations, with what the API gets for them. */
public final class OrganizationForms {
    private OrganizationForms() {}

    public static List<FormTwin> all(FormWorld world) {
        String other = "/organizations/" + TestService.shared().organization();
        String own = "/organizations/" + world.person().organizationId();
        JsonObject settings = new JsonObject().put("name", "Grid").put("timeZone", "Mars/Phobos");
        List<String> typed = List.of("name", "Grid", "timeZone", "Mars/Phobos");
        return List.of(
                FormTwin.of("/admin/organizations/new", typed, "POST", "/organizations", settings),
                FormTwin.of(
                        "/admin/organizations/new",
                        List.of("name", "", "timeZone", "UTC"),
                        "POST",
                        "/organizations",
                        new JsonObject().put("timeZone", "UTC")),
                FormTwin.of("/admin/organization", typed, "PATCH", own, settings),
                FormTwin.of(
                        "/admin/organization",
                        List.of("name", "Grid", "timeZone", "UTC"),
                        "PATCH",
                        own,
                        settings.copy().put("timeZone", "UTC")),
                FormTwin.of(
                        "/admin/organization",
                        List.of("name", "", "timeZone", "UTC"),
                        "PATCH",
                        own,
                        new JsonObject().put("name", "").put("timeZone", "UTC")),
                FormTwin.of("/admin" + other, typed, "PATCH", other, settings),
                FormTwin.of(
                        "/admin" + other,
                        List.of("name", "Grid", "timeZone", "UTC"),
                        "PATCH",
                        other,
                        settings.copy().put("timeZone", "UTC")),
                policy(
                        other,
                        "400",
                        "90",
                        new JsonObject().put("maxLifetimeDays", 400).put("revokeUnusedAfterDays", 90)),
                policy(
                        other,
                        "ever",
                        "1",
                        new JsonObject().put("maxLifetimeDays", "ever").put("revokeUnusedAfterDays", 1)),
                policy(
                        other,
                        "",
                        "",
                        new JsonObject().putNull("maxLifetimeDays").putNull("revokeUnusedAfterDays")),
                FormTwin.of(
                        "/admin" + other + "/suspend",
                        List.of(),
                        "PATCH",
                        other,
                        new JsonObject().put("status", "suspended")),
                FormTwin.of(
                        "/admin" + other + "/resume",
                        List.of(),
                        "PATCH",
                        other,
                        new JsonObject().put("status", "active")),
                FormTwin.of("/admin" + other + "/delete", List.of(), "DELETE", other, new JsonObject()),
                FormTwin.of("/admin" + other + "/delete", List.of(), "DELETE", other, new JsonObject()));
    }

    private static FormTwin policy(String organization, String lifetime, String unused, JsonObject policy) {
        return FormTwin.of(
                "/admin" + organization,
                List.of(
                        "name",
                        "Grid",
                        "timeZone",
                        "UTC",
                        "keyPolicy.maxLifetimeDays",
                        lifetime,
                        "keyPolicy.revokeUnusedAfterDays",
                        unused),
                "PATCH",
                organization,
                new JsonObject().put("name", "Grid").put("timeZone", "UTC").put("keyPolicy", policy));
    }
}
