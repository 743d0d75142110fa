package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.gateway.GatewayService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/** Writes the product's routes to a file that the gateways watch, with an additional route at times. One thread. */
final class RoutesToggle {
    private static final String MORE = "  - {prefix: /soaked, upstream: resources}\n";

    private final Path file;
    private final String routes;
    private int times;

    RoutesToggle(Path directory) {
        file = directory.resolve("routes.yaml");
        try (InputStream own = GatewayService.class.getResourceAsStream("/gateway.yaml")) {
            routes = new String(Objects.requireNonNull(own).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        write(routes);
    }

    /** Returns the gateway settings for watching the file. */
    Map<String, Object> settings() {
        return Map.of("routesFile", file.toString(), "routesPoll", "500ms");
    }

    void toggle() {
        times++;
        write(times % 2 == 0 ? routes : routes + MORE);
    }

    int times() {
        return times;
    }

    private void write(String content) {
        try {
            Path next = Files.writeString(file.resolveSibling("routes.next"), content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
