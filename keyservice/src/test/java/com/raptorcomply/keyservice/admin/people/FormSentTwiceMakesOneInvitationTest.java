package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FormSentTwiceMakesOneInvitationTest {
    private static final String LIST = "/admin/people/invitations";
    private static final String NEW = LIST + "/new";
    private static final Pattern LINK = Pattern.compile("/admin/invitation#([\\w-]+)");
    private static final Pattern FORM_ID = Pattern.compile("name=\"form\" value=\"([0-9a-f-]{36})\"");

    private final Person.Browser admin =
            Person.in(TestService.shared(), UserRole.ORG_ADMIN).browser();
    private final FormSender sender = FormSender.of(admin);
    private final String form = formId(NEW);
    private final String email = UUID.randomUUID() + "@example.test";

    @Test
    void andShowsItsLinkOnce() {
        Reply first = send(email);
        Reply second = send(email);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("/admin/invitation#");
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("Location")).isEqualTo("/admin/people/invitations?done=before");
        assertThat(admin.get("/invitations").array()).hasSize(1);
        assertThat(admin.get("/admin/people/invitations?done=before").body()).contains("was sent before");
    }

    @Test
    void butForSomebodyElseIsRefused() {
        send(email);
        assertThat(send("another-" + email).status()).isEqualTo(422);
        assertThat(admin.get("/invitations").array()).hasSize(1);
    }

    @Test
    void andTheNextFormMakesAnother() {
        send(email);
        assertThat(formId(NEW)).isNotEqualTo(form);
    }

    @Test
    void andTheFormOfANewLinkMakesOneLink() {
        send(email);
        String resend =
                LIST + "/" + admin.get("/invitations").array().getJsonObject(0).getString("id") + "/resend";
        String again = formId(LIST);
        Matcher link = LINK.matcher(sender.post(resend, "form", again).body());
        assertThat(link.find()).isTrue();
        assertThat(sender.post(resend, "form", again).header("Location")).isEqualTo(LIST + "?done=before");
        JsonObject token = new JsonObject().put("token", link.group(1));
        assertThat(admin.service()
                        .post(null, "/invitations/validate", token.encode())
                        .status())
                .isEqualTo(200);
    }

    private Reply send(String address) {
        return sender.post(NEW, "form", form, "email", address, "role", "user");
    }

    private String formId(String page) {
        Matcher found = FORM_ID.matcher(admin.get(page).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
