package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.AdminRoutes;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.account.AccountForms;
import com.raptorcomply.keyservice.admin.key.KeyForms;
import com.raptorcomply.keyservice.admin.notice.NoticeForms;
import com.raptorcomply.keyservice.admin.organization.OrganizationForms;
import com.raptorcomply.keyservice.admin.people.PeopleForms;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each role gets of a form what it gets of the API for the same input, in its organization and in others: the same outcome,
 * the same field and the same sentence.
 */
class EveryFormIsDecidedAsTheApiDoesTest {
    /** Signing in has no caller yet, and only a page tries a key at a gateway. */
    private static final Set<String> WITHOUT_TWIN = Set.of("/admin/session", "/admin/session/code", "/admin/keys/try");

    private static final int DONE = 200;
    private static final int UNPROCESSABLE = 422;

    private final TestService service = TestService.shared();

    /** The forms of each group of pages. */
    private static List<FormTwin> forms(FormWorld world) {
        return Stream.of(
                        AccountForms.all(),
                        KeyForms.all(world),
                        PeopleForms.all(world),
                        OrganizationForms.all(world),
                        NoticeForms.all(world),
                        List.of(AccountForms.last()))
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(UserRole.class)
    void whateverTheRoleAndWhoseverTheResource(UserRole role) {
        FormWorld ofPages = FormWorld.of(service, role);
        FormWorld ofApi = FormWorld.of(service, role);
        Person.Browser byPage = ofPages.person().browser();
        Person.Browser byApi = ofApi.person().browser();
        Iterator<FormTwin> twins = forms(ofApi).iterator();
        assertThat(forms(ofPages))
                .allSatisfy(form ->
                        requireAlike(form, form.sendForm(byPage), twins.next().sendRequest(byApi)));
    }

    /** A redirect to another page counts as the API's success. What was typed wrong is told in the API's sentences, with the labels of the form. */
    private static void requireAlike(FormTwin form, Reply page, Reply api) {
        boolean isDone = page.status() == 200 || page.status() == 303;
        assertThat(isDone ? DONE : page.status())
                .as(form.toString())
                .isEqualTo(api.status() < 300 ? DONE : api.status());
        if (page.status() == UNPROCESSABLE) {
            String shown = unescaped(page.body());
            assertThat(faults(api)).isNotEmpty().allSatisfy(fault -> assertThat(shown)
                    .as(form.toString())
                    .contains(
                            FieldLabels.sentence(fault.getString("field"), fault.getString("message")),
                            "#" + fault.getString("field").replaceFirst("\\[.*", "")));
            assertThat(form.typed())
                    .allSatisfy(
                            typed -> assertThat(shown).as("typed into " + form).contains(typed));
        }
    }

    private static List<JsonObject> faults(Reply refusal) {
        JsonObject problem = refusal.object();
        return problem.getJsonArray("errors", new JsonArray().add(problem)).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Test
    void andNoFormIsLeftOut() {
        List<FormTwin> all = forms(FormWorld.of(service, UserRole.USER));
        assertThat(AdminRoutes.paths(HttpMethod.POST))
                .hasSizeGreaterThan(WITHOUT_TWIN.size())
                .filteredOn(path -> !WITHOUT_TWIN.contains(path))
                .allSatisfy(path -> assertThat(all).anyMatch(form -> AdminRoutes.leadsTo(path, form.page())));
    }
}
