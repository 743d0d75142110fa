package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.user.User;

/**
 * The form that restricts a user.
 *
 * @param places the places to choose from; without a look-up their ids are typed
 */
public record AccessFormView(User user, FormState form, PlaceChoices places) implements View {
    public String path() {
        return UsersPages.path(user.id());
    }

    public String action() {
        return PeopleTabs.ACCESS.path() + "/users/" + user.id();
    }

    @Override
    public String template() {
        return "people/access-form.jte";
    }
}
