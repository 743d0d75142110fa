package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.admin.account.AccountSamples;
import com.raptorcomply.keyservice.admin.audit.AuditSamples;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.admin.key.KeySamples;
import com.raptorcomply.keyservice.admin.notice.NoticeSamples;
import com.raptorcomply.keyservice.admin.organization.OrganizationSamples;
import com.raptorcomply.keyservice.admin.people.PeopleSamples;
import com.raptorcomply.keyservice.admin.signin.SignInSamples;
import java.util.List;
import java.util.stream.Stream;

/** Every page in its states. */
final class PageSamples {
    private PageSamples() {}

    /** Returns the samples of each group of pages. */
    static List<PageSample> of(AdminBrowser browser) {
        return Stream.of(
                        SignInSamples.of(browser),
                        AccountSamples.of(browser),
                        KeySamples.of(browser),
                        PeopleSamples.of(browser),
                        AuditSamples.of(browser),
                        OrganizationSamples.of(browser),
                        NoticeSamples.of(browser))
                .flatMap(List::stream)
                .toList();
    }
}
