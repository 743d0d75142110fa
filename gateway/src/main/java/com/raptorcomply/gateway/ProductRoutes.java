package com.raptorcomply.gateway;

import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The product's own routes: {@code gateway.yaml} beside the classes, for whoever starts without a file. */
final class ProductRoutes {
    /** The upstreams that they go to. */
    static final Set<String> UPSTREAMS = Set.of("keyservice", "resources");

    private static final String RESOURCE = "/gateway.yaml";

    private ProductRoutes() {}

    static Settings settings() {
        try (InputStream yaml = ProductRoutes.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new IllegalStateException("The gateway's own " + RESOURCE + " is missing");
            }
            return Settings.packaged(
                    ServiceName.GATEWAY.settingsPrefix(),
                    "the product's gateway.yaml",
                    new InputStreamReader(yaml, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the gateway's own " + RESOURCE, e);
        }
    }
}
