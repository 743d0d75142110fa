package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.quota.QuotaSettings;
import com.raptorcomply.gateway.route.Routes;
import com.raptorcomply.gateway.upstream.UpstreamSettings;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Everything that can be set.
 *
 * @param id by which stamps, receipts and logs name this gateway
 * @param eventLoops that serve clients, each with its own connections to the upstreams
 * @param logLinesPerSecondMax for each event loop; requests beyond it are counted in the next line
 */
record GatewaySettings(
        String id,
        int eventLoops,
        EdgeSettings edge,
        KeyServiceSettings keyService,
        List<UpstreamSettings> upstreams,
        Routes routes,
        QuotaSettings quota,
        int logLinesPerSecondMax,
        OverloadSettings overload,
        DrainSettings drain) {
    private static final int EVENT_LOOPS_MAX = 256;

    /** Routes that the settings do not list are those of the product ({@link ProductRoutes}). */
    static GatewaySettings from(Settings settings) {
        List<UpstreamSettings> upstreams = UpstreamsSettings.from(settings);
        TreeSet<String> names = new TreeSet<>();
        upstreams.forEach(upstream -> names.add(upstream.name()));
        Settings routes = settings.has("routes") ? settings : ProductRoutes.settings();
        QuotaSettings quota = LimitSettings.from(settings);
        int processors = Runtime.getRuntime().availableProcessors();
        return new GatewaySettings(
                settings.string("id", "gateway-" + randomSuffix()),
                settings.integer("eventLoops", processors, 1, EVENT_LOOPS_MAX),
                EdgeSettings.from(settings),
                KeyServiceSettings.from(settings),
                upstreams,
                RouteSettings.from(routes, names, new TreeSet<>(quota.plans().keySet())),
                quota,
                settings.integer("accessLog.linesPerSecondMax", 50, 0, 1_000_000),
                OverloadSettings.from(settings),
                DrainSettings.from(settings));
    }

    List<String> audiences() {
        return upstreams.stream().map(UpstreamSettings::audience).distinct().toList();
    }

    private static String randomSuffix() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
