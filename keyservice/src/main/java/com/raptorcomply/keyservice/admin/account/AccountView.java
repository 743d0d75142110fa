package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.BrowserName;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.signin.session.OpenSession;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import com.raptorcomply.keyservice.user.User;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of the signed-in user.
 *
 * @param password the form to change the password
 * @param secondFactor the state of the second factor
 * @param done what the form before has done; null: nothing
 */
public record AccountView(
        User user,
        String organization,
        FormState password,
        SecondFactors.State secondFactor,
        List<SessionRow> sessions,
        @Nullable String done)
        implements View {
    public AccountView {
        sessions = List.copyOf(sessions);
    }

    /** @param browser the browser in words */
    public record SessionRow(
            String id, String browser, String address, TimeInWords lastSeen, TimeInWords began, boolean current) {
        static SessionRow of(OpenSession session, ZonedDateTime now) {
            return new SessionRow(
                    session.id().toString(),
                    BrowserName.of(session.userAgent()),
                    session.address(),
                    TimeInWords.of(session.lastSeenAt(), now),
                    TimeInWords.of(session.createdAt(), now),
                    session.current());
        }
    }

    /** Returns true if there is a session to end besides this one. */
    public boolean hasOthers() {
        return sessions.size() > 1;
    }

    /** Returns the role in words. */
    public String role() {
        return switch (user.role()) {
            case PLATFORM_ADMIN -> "Platform admin";
            case ORG_ADMIN -> "Organization admin";
            case USER -> "User";
        };
    }

    @Override
    public String template() {
        return "account/account.jte";
    }
}
