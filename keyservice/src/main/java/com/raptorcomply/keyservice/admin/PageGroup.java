package com.raptorcomply.keyservice.admin;

import java.util.List;

/** Some pages that belong together. */
public interface PageGroup {
    /** Adds the pages to the router. */
    void mount(AdminRouter router);

    /** Returns the links to these pages in the navigation of every page. */
    default List<NavigationItem> navigation() {
        return List.of();
    }
}
