package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageOfAdminsIsRefusedToOthersTest {
    private static final String NOBODY = "/3c1f2a52-5f0b-4d0c-8a53-0d7f4b5f1c11";
    private static final Person.Browser USER =
            Person.in(TestService.shared(), UserRole.USER).browser();
    private static final Person.Browser ADMIN =
            Person.in(TestService.shared(), UserRole.ORG_ADMIN).browser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/people",
                "/admin/people/new",
                "/admin/people" + NOBODY,
                "/admin/people" + NOBODY + "/delete",
                "/admin/people" + NOBODY + "/receipts" + NOBODY,
                "/admin/people/invitations",
                "/admin/people/invitations/new",
                "/admin/people/invitations" + NOBODY + "/cancel",
                "/admin/people/access",
                "/admin/people/access/users" + NOBODY,
                "/admin/people/access" + NOBODY + "/lift",
                "/admin/alerts",
                "/admin/organization/webhooks",
                "/admin/organization/webhooks/new",
                "/admin/organization/webhooks" + NOBODY,
                "/admin/organization/webhooks" + NOBODY + "/edit",
                "/admin/organization/webhooks" + NOBODY + "/delete",
                "/admin/activity",
                "/admin/activity/receipts",
                "/admin/organization",
                "/admin/organizations",
                "/admin/organizations/new",
                "/admin/organizations" + NOBODY
            })
    void withTheSentenceThatSaysWhomToAsk(String path) {
        assertRefused(USER.get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/organizations",
                "/admin/organizations/new",
                "/admin/organizations" + NOBODY,
                "/admin/organizations" + NOBODY + "/suspend"
            })
    void andToAdminsOfOneOrganizationThoseOfThePlatform(String path) {
        assertRefused(ADMIN.get(path));
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body())
                .containsAnyOf(
                        "You don't have access to this page. Ask an admin if you need it.",
                        "You don&#39;t have access to this page. Ask an admin if you need it.");
    }
}
