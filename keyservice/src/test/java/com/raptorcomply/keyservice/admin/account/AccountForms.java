package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.FormTwin;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** The forms of the signed-in user, with what the API gets for them. */
public final class AccountForms {
    private AccountForms() {}

    public static List<FormTwin> all() {
        String nobody = "/sessions/" + UUID.randomUUID();
        return List.of(
                FormTwin.of(
                        "/admin/me/password",
                        List.of("currentPassword", "wrong", "newPassword", "seven grey geese in the rain"),
                        "PUT",
                        "/users/me/password",
                        new JsonObject()
                                .put("currentPassword", "wrong")
                                .put("newPassword", "seven grey geese in the rain")),
                FormTwin.of(
                        "/admin/me/password",
                        List.of("currentPassword", Person.PASSWORD, "newPassword", ""),
                        "PUT",
                        "/users/me/password",
                        new JsonObject().put("currentPassword", Person.PASSWORD)),
                FormTwin.of(
                        "/admin/me/totp",
                        List.of("currentPassword", Person.PASSWORD),
                        "POST",
                        "/users/me/totp",
                        new JsonObject().put("currentPassword", Person.PASSWORD)),
                FormTwin.of(
                        "/admin/me/totp/confirm",
                        List.of("code", "000000"),
                        "POST",
                        "/users/me/totp/confirm",
                        new JsonObject().put("code", "000000")),
                FormTwin.of(
                        "/admin/me/totp/recovery-codes",
                        List.of("currentPassword", Person.PASSWORD, "code", "000000"),
                        "POST",
                        "/users/me/totp/recovery-codes",
                        new JsonObject().put("currentPassword", Person.PASSWORD).put("code", "000000")),
                FormTwin.of(
                        "/admin/me/totp/remove",
                        List.of("currentPassword", Person.PASSWORD, "code", "000000"),
                        "POST",
                        "/users/me/totp/remove",
                        new JsonObject().put("currentPassword", Person.PASSWORD).put("code", "000000")),
                FormTwin.of("/admin/me" + nobody + "/end", List.of(), "DELETE", nobody, new JsonObject()),
                FormTwin.of(
                        "/admin/me/sessions/end-others",
                        List.of(),
                        "DELETE",
                        "/sessions?keepCurrent=true",
                        new JsonObject()));
    }

    /** The form that signs out. */
    public static FormTwin last() {
        return FormTwin.of("/admin/session/end", List.of(), "DELETE", "/sessions/current", new JsonObject());
    }
}
