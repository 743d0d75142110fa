package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import io.vertx.core.Future;

/** The page that tells everybody who is signed in what each role may do. */
public final class RolesPage implements PageGroup {
    @Override
    public void mount(AdminRouter router) {
        router.get(
                PeopleTabs.ROLES.path(),
                page -> Future.succeededFuture(PageResponse.ok(RolesView.of(PeopleTabs.ROLES.on(page)))));
    }
}
