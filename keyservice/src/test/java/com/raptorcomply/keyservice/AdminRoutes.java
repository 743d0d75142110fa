package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.revocation.RevocationProtocol;
import com.raptorcomply.keyservice.verification.RecentGrants;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Lists the addresses of the admin pages, from the routes of a key service. */
public final class AdminRoutes {
    private AdminRoutes() {}

    /** Returns the paths of the routes with this method, with parameters such as {@code :id}. */
    public static List<String> paths(HttpMethod method) {
        TestService service = TestService.shared();
        KeyServiceConfig config = KeyServiceConfig.examine(TestService.settings(service.database(), 0, Map.of()))
                .orThrow();
        Vertx vertx = Vertx.vertx();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Postgres postgres = Postgres.open(vertx, service.database().settings(), meters, new Readiness(vertx));
        RevocationProtocol revocation =
                new RevocationProtocol(vertx, postgres, config.revocation(), config.tags(), new RecentGrants(), meters);
        Router router = Router.router(vertx);
        KeyServiceComponents components =
                new KeyServiceComponents(vertx, config, postgres.pool(), meters, revocation, null);
        try {
            components.mount(router);
            return router.getRoutes().stream()
                    .filter(route -> route.methods() != null
                            && Objects.requireNonNull(route.methods()).contains(method))
                    .map(Route::getPath)
                    .filter(path -> path.startsWith("/admin") && !path.startsWith("/admin/web/"))
                    .toList();
        } finally {
            Await.result(components.close());
            Await.result(postgres.close());
            Await.result(vertx.close());
        }
    }

    /** Returns a path that takes this route. */
    public static String example(String route) {
        return route.replaceAll(":\\w+", UUID.randomUUID().toString());
    }

    /** Returns true if a request for this path takes this route. */
    public static boolean leadsTo(String route, String path) {
        return path.matches(route.replaceAll(":\\w+", "[^/]+"));
    }
}
