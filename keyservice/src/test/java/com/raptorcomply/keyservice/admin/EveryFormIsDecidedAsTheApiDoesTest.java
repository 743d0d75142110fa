package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.account.AccountForms;
import com.raptorcomply.keyservice.admin.key.KeyForms;
import com.raptorcomply.keyservice.admin.notice.NoticeForms;
import com.raptorcomply.keyservice.admin.organization.OrganizationForms;
import com.raptorcomply.keyservice.admin.people.PeopleForms;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each role gets of a form what it gets of the API for the same input. */
class EveryFormIsDecidedAsTheApiDoesTest {
    private final TestService service = TestService.shared();

    /** The forms of each group of pages. */
    private static List<FormTwin> forms() {
        return Stream.of(
                        AccountForms.all(),
                        KeyForms.all(),
                        PeopleForms.all(),
                        OrganizationForms.all(),
                        NoticeForms.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(UserRole.class)
    void whateverTheRole(UserRole role) {
        Person.Browser byPage = Person.in(service, role).browser();
        Person.Browser byApi = Person.in(service, role).browser();
        assertThat(forms()).allSatisfy(form -> assertThat(form.pageStatus(byPage))
                .as(form.page() + " " + form.form())
                .isEqualTo(form.apiStatus(byApi)));
    }
}
