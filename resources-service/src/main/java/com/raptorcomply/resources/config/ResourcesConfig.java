package com.raptorcomply.resources.config;

import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.service.ManagementConfig;
import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.TlsConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the resource service.
 *
 * @param host on which it listens
 * @param port 0 takes any free one
 * @param tls of the public port; null: connections are not encrypted
 * @param drainDelay for which a stopping service goes on although it is not ready, so that gateways notice
 * @param eventLoops threads that serve requests
 * @param requireIfMatch true if changes without If-Match are refused with 428
 */
public record ResourcesConfig(
        @Default("127.0.0.1") String host,
        @Default("8082") int port,
        @Default("port: 9082") ManagementConfig management,
        @Nullable TlsConfig tls,
        @Default("0s") Duration drainDelay,
        @Computed("processors") Integer eventLoops,
        PostgresConfig database,
        FairnessConfig fairness,
        FilesConfig files,
        KeyServiceConfig keyservice,
        @Default("false") boolean requireIfMatch) {
    /** The location of the database's migrations on the class path. */
    public static final String MIGRATIONS = "migrations/resources";

    private static final ConfigReader<ResourcesConfig> READER =
            ConfigReader.of(ResourcesConfig.class, Map.of("conditionsRequired", "requireIfMatch"));

    public ResourcesConfig {
        eventLoops = eventLoops == null ? Runtime.getRuntime().availableProcessors() : eventLoops;
        new Checks()
                .port("port", port)
                .within("drainDelay", drainDelay, Duration.ZERO, Duration.ofSeconds(30))
                .within("eventLoops", eventLoops, 1, 256)
                .done();
    }

    /** Reads all settings and collects all faults. */
    public static Examination<ResourcesConfig> examine(Settings settings) {
        return READER.examine(settings);
    }

    /**
     * The settings {@code keyservice}.
     *
     * @param urls of the key service's replicas, which publish the gateways' keys
     * @param credential the credential with which it reads organizations and people there; null: they are not known
     */
    public record KeyServiceConfig(List<URI> urls, @Nullable Secret credential) {
        public KeyServiceConfig {
            new Checks()
                    .origins("urls", urls, 1, 64)
                    .credential("credential", credential)
                    .done();
            urls = Checks.accepted(urls);
        }
    }
}
