package com.raptorcomply.acceptance.whole;

import java.util.Map;
import java.util.Objects;

/** Names the main class of a service's process. */
public final class MainClass {
    private static final Map<String, String> NAMES = Map.of(
            "gateway", "com.raptorcomply.gateway.GatewayMain",
            "keyservice", "com.raptorcomply.keyservice.KeyServiceMain",
            "resources", "com.raptorcomply.resources.ResourcesMain");

    private MainClass() {}

    /** @param service {@code gateway}, {@code keyservice} or {@code resources} */
    public static String of(String service) {
        return Objects.requireNonNull(NAMES.get(service), service);
    }
}
