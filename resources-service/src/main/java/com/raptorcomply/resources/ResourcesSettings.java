package com.raptorcomply.resources;

import com.raptorcomply.chassis.postgres.PostgresSettings;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.TlsSettings;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resource service's settings.
 *
 * @param host where it listens
 * @param port 0 takes any free one
 * @param eventLoops threads that serve requests
 * @param keyServices {@code keyservice.urls}: whoever publishes the gateways' keys
 * @param tls {@code tls}; null: connections are not encrypted
 * @param conditional {@code conditionsRequired}: changes without If-Match are answered with 428
 */
public record ResourcesSettings(
        String host,
        int port,
        int eventLoops,
        PostgresSettings database,
        List<URI> keyServices,
        boolean conditional,
        @Nullable TlsSettings tls) {
    private static final int PORT_MAX = 65_535;
    private static final int EVENT_LOOPS_MAX = 256;
    private static final int URLS_MAX = 64;

    public ResourcesSettings {
        keyServices = List.copyOf(keyServices);
    }

    /** Reads and checks them. */
    public static ResourcesSettings from(Settings settings) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new ResourcesSettings(
                settings.string("host", "127.0.0.1"),
                settings.integer("port", ServiceName.RESOURCES.publicPort(), 0, PORT_MAX),
                settings.integer("eventLoops", processors, 1, EVENT_LOOPS_MAX),
                PostgresSettings.from(settings),
                settings.child("keyservice").requiredOrigins("urls", URLS_MAX),
                settings.bool("conditionsRequired", false),
                TlsSettings.from(settings, "tls"));
    }
}
