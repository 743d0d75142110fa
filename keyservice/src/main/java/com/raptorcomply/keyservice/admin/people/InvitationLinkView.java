package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.user.InvitationChanges;
import java.util.regex.Pattern;

/**
 * The page that shows the link of an invitation, once. The secret is in the fragment, which browsers send nowhere.
 *
 * @param list the address of the list of invitations
 * @param sent the same, saying that the link is sent
 */
public record InvitationLinkView(String email, String link, TimeInWords expires, String list, String sent)
        implements View {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");

    static InvitationLinkView of(InvitationChanges.Issued issued, PageContext page) {
        return new InvitationLinkView(
                issued.invitation().email(),
                origin(page) + "/admin/invitation#" + issued.token().reveal(),
                TimeInWords.of(issued.invitation().expiresAt().toInstant(), page.now()),
                InvitationPages.list(page),
                InvitationPages.list(page, "done=sent"));
    }

    /** Returns the address of this service as the browser knows it, because a proxy may stand in between. */
    private static String origin(PageContext page) {
        String sent = page.request().getHeader("Origin");
        return sent != null && ORIGIN.matcher(sent).matches()
                ? sent
                : page.request().scheme() + "://" + page.request().getHeader("Host");
    }

    @Override
    public String template() {
        return "people/invitation-link.jte";
    }
}
