package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.user.Invitation;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The list of invitations.
 *
 * @param other null: the list shows the caller's own organization, or all
 * @param organizations true if the list shows invitations of several organizations
 * @param refused what the form before was refused for
 * @param done what the form before has done; null: nothing
 */
public record InvitationsView(
        @Nullable OtherOrganization other,
        List<Tab> tabs,
        List<InvitationRow> invitations,
        boolean organizations,
        boolean mayInvite,
        FormState refused,
        Pager pager,
        @Nullable String done)
        implements View {
    public InvitationsView {
        tabs = List.copyOf(tabs);
        invitations = List.copyOf(invitations);
    }

    /** Returns the address of the form of an invitation, of the organization that the list shows. */
    public String invite() {
        return OtherOrganization.address(InvitationPages.FORM, other);
    }

    /**
     * One invitation.
     *
     * @param resend the address of the form that makes another link
     * @param cancel the address of the page that asks before it is cancelled
     * @param formId makes one link of a form that is sent twice
     * @param isOpen true if it can be sent again and cancelled
     */
    public record InvitationRow(
            String resend,
            String cancel,
            String formId,
            String email,
            String organization,
            Badge role,
            Badge status,
            String createdBy,
            TimeInWords created,
            TimeInWords expires,
            boolean isOpen) {
        static InvitationRow of(Invitation sent, PageContext page) {
            ZonedDateTime now = page.now();
            String path = PeopleTabs.INVITATIONS.path() + "/" + sent.id();
            Badge status = status(sent.status());
            return new InvitationRow(
                    UsersPages.address(page, path + "/resend"),
                    UsersPages.address(page, path + "/cancel"),
                    UUID.randomUUID().toString(),
                    sent.email(),
                    sent.organizationName(),
                    RoleInWords.badge(sent.role()),
                    status,
                    sent.createdBy(),
                    TimeInWords.of(sent.createdAt().toInstant(), now),
                    TimeInWords.of(sent.expiresAt().toInstant(), now),
                    sent.status().equals("pending") || sent.status().equals("expired"));
        }

        private static Badge status(String status) {
            return switch (status) {
                case "pending" -> new Badge("Waiting", Badge.Tone.ACCENT);
                case "expired" -> new Badge("Expired", Badge.Tone.WARNING);
                case "accepted" -> new Badge("Accepted", Badge.Tone.GOOD);
                default -> Badge.neutral("Cancelled");
            };
        }
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "people/invitations.jte";
    }
}
