package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.PageContext;
import java.util.UUID;

/** The links of the pages about one user. They keep the query of the list that led there, for the way back. */
public record UserLinks(UUID id, PageContext page) {
    /** Returns the address of the list. */
    public String list() {
        return UsersPages.address(page, UsersPages.PEOPLE);
    }

    /** Returns the address of the user's page, with more parameters. */
    public String user(String... more) {
        return UsersPages.address(page, UsersPages.path(id), more);
    }

    /** Returns the address of a page below that of the user, such as {@code /edit}. */
    public String at(String path) {
        return UsersPages.address(page, UsersPages.path(id) + path);
    }
}
