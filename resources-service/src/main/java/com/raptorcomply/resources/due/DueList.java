package com.raptorcomply.resources.due;

import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import java.util.List;

/** Declares the due list, and the intervals that an organization sets for it. */
public final class DueList {
    private static final ResourceDefinition INTERVAL = ResourceDefinition.of(
                    "DueInterval", "DueIntervals", "due_interval")
            .unique("due_interval_unique", "kind")
            .seldom()
            .build();

    private DueList() {}

    /** Returns the definitions of the plain resources. */
    public static List<ResourceDefinition> declarations() {
        return List.of(INTERVAL);
    }

    /** Adds all operations. */
    public static void addTo(ResourceRoutes routes) {
        routes.add(INTERVAL);
        routes.prepare(DueHandler.statements())
                .add("listDue", new DueHandler(routes.database(), routes.seal(), routes.query("listDue")));
    }
}
