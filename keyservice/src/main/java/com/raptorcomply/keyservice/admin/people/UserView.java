package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.ReceiptInWords;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.user.User;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of one user.
 *
 * @param links of this page
 * @param isSelf true if the user looks at themselves, whose access nobody takes away themselves
 * @param edit the form of name and address
 * @param role the form of the role
 * @param roles the roles to choose from
 * @param hasPassword true if the caller has a password to ask for
 * @param done what the form before has done; null: nothing
 */
public record UserView(
        User user,
        UserLinks links,
        Badge status,
        boolean isSelf,
        boolean mayUpdate,
        boolean mayDelete,
        FormState edit,
        FormState role,
        Map<String, String> roles,
        boolean hasPassword,
        List<ReceiptInWords> receipts,
        @Nullable String done)
        implements View {
    private static final String ACTIVE = "active";

    public UserView {
        receipts = List.copyOf(receipts);
    }

    public boolean isActive() {
        return user.status().equals(ACTIVE);
    }

    public String roleInWords() {
        return RoleInWords.of(user.role());
    }

    /** Returns the status as a badge. */
    static Badge status(User user) {
        if (!user.status().equals(ACTIVE)) {
            return new Badge("Disabled", Badge.Tone.DANGER);
        }
        return user.canSignIn() || user.addressClaimed()
                ? new Badge("Active", Badge.Tone.GOOD)
                : Badge.neutral("Has not signed in");
    }

    @Override
    public String template() {
        return "people/user.jte";
    }
}
