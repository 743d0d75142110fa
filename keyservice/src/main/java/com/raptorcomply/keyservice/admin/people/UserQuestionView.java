package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.user.User;

/**
 * The page that asks before a user loses access.
 *
 * @param asksPassword true if the page asks the admin for their own password
 */
public record UserQuestionView(UserQuestion question, User user, UserLinks links, boolean asksPassword, FormState form)
        implements View {
    public String action() {
        return links.at("/" + question.word());
    }

    public String role() {
        return RoleInWords.of(user.role());
    }

    @Override
    public String template() {
        return "people/question.jte";
    }
}
