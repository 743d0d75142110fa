package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.chassis.tls.TlsSettings;
import com.raptorcomply.gateway.quota.QuotaSettings;
import com.raptorcomply.gateway.route.Routes;
import com.raptorcomply.gateway.tracing.TracingSettings;
import com.raptorcomply.gateway.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set.
 *
 * @param id by which stamps, receipts and logs name this gateway
 * @param eventLoops that serve clients, each with its own connections to the upstreams
 * @param tracing where spans go; null: there are none
 * @param tls of the public port; null: connections are not encrypted
 * @param serviceTls how it shows itself to the services behind it, and which it believes; null: as any client
 */
record GatewaySettings(
        String id,
        int eventLoops,
        EdgeSettings edge,
        KeyServiceSettings keyService,
        List<UpstreamSettings> upstreams,
        Routes routes,
        @Nullable RoutesFileSettings routesFile,
        QuotaSettings quota,
        TraceSettings traces,
        @Nullable TracingSettings tracing,
        @Nullable TlsSettings tls,
        @Nullable TlsSettings serviceTls,
        AccessLogSettings accessLog,
        OverloadSettings overload,
        Clients clients,
        DrainSettings drain) {
    private static final int EVENT_LOOPS_MAX = 256;

    /** Routes that the settings do not list are those of the product ({@link ProductRoutes}). */
    static GatewaySettings from(Settings settings) {
        boolean product = !settings.has("routesFile") && !settings.has("routes");
        List<UpstreamSettings> upstreams =
                UpstreamsSettings.from(settings, product ? ProductRoutes.UPSTREAMS : Set.of());
        TreeSet<String> names = new TreeSet<>();
        upstreams.forEach(upstream -> names.add(upstream.name()));
        QuotaSettings quota = LimitSettings.from(settings);
        TreeSet<String> plans = new TreeSet<>(quota.plans().keySet());
        RoutesFileSettings file = routesFile(settings);
        int processors = Runtime.getRuntime().availableProcessors();
        int eventLoops = settings.integer("eventLoops", processors, 1, EVENT_LOOPS_MAX);
        return new GatewaySettings(
                settings.string("id", "gateway-" + randomSuffix()),
                eventLoops,
                EdgeSettings.from(settings),
                KeyServiceSettings.from(settings),
                upstreams,
                file == null
                        ? RouteSettings.from(product ? ProductRoutes.settings() : settings, names, plans)
                        : readRoutes(settings, file.file(), names, plans),
                file,
                quota,
                TraceSettings.from(settings),
                TracingSettings.from(settings),
                TlsSettings.from(settings, "tls"),
                TlsSettings.from(settings, "serviceTls"),
                AccessLogSettings.from(settings),
                OverloadSettings.from(settings, upstreams, eventLoops),
                new Clients(ClientAddressResolver.from(settings)),
                DrainSettings.from(settings));
    }

    /** @throws com.raptorcomply.chassis.settings.SettingsException that names the line, if the file is wrong */
    Routes readRoutes(Path file) {
        TreeSet<String> names = new TreeSet<>();
        upstreams.forEach(upstream -> names.add(upstream.name()));
        return RouteSettings.read(file, names, new TreeSet<>(quota.plans().keySet()));
    }

    private static Routes readRoutes(Settings settings, Path file, Set<String> upstreams, Set<String> plans) {
        try {
            return RouteSettings.read(file, upstreams, plans);
        } catch (SettingsException e) {
            settings.fault(e);
            return new Routes(List.of());
        }
    }

    private static @Nullable RoutesFileSettings routesFile(Settings settings) {
        String file = settings.optional("routesFile").orElse(null);
        Duration poll =
                settings.duration("routesPoll", Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofHours(1));
        if (file != null && settings.has("routes")) {
            throw settings.refuse("routesFile", "either this or 'routes'");
        }
        return file == null ? null : new RoutesFileSettings(Path.of(file), poll.toMillis());
    }

    List<String> audiences() {
        return upstreams.stream().map(UpstreamSettings::audience).distinct().toList();
    }

    private static String randomSuffix() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
