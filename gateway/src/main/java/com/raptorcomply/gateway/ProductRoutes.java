package com.raptorcomply.gateway;

import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The product's own routes: {@code gateway.yaml} beside the classes, for whoever starts without a file. */
final class ProductRoutes {
    private static final String RESOURCE = "/gateway.yaml";

    private ProductRoutes() {}

    static Settings settings() {
        try (InputStream yaml = ProductRoutes.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new IllegalStateException("The gateway's own " + RESOURCE + " is missing");
            }
            Path file = Files.createTempFile("gateway", ".yaml");
            try {
                Files.copy(yaml, file, StandardCopyOption.REPLACE_EXISTING);
                return Settings.load(ServiceName.GATEWAY.settingsPrefix(), file, Map.of(), Map.of());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the gateway's own " + RESOURCE, e);
        }
    }
}
