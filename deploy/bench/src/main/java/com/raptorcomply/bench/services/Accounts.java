package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.local.postgres.ServiceDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings with which the services of a stand authenticate each other. The secrets protect only the stand. */
final class Accounts {
    static final String GATEWAY_CREDENTIAL = "a-credential-of-the-benchmark-only";

    private static final byte[] TAG_KEY = "a tag key of the benchmark only!".getBytes(StandardCharsets.US_ASCII);
    private static final char TAG_VERSION = '1';

    private Accounts() {}

    static TagKeys tagKeys() {
        return new TagKeys(TAG_VERSION, Map.of(TAG_VERSION, TAG_KEY));
    }

    static Map<String, Object> keyservice(ServiceDatabase database) {
        Map<String, Object> settings = new HashMap<>(database.settings());
        settings.put("gateway.credential", GATEWAY_CREDENTIAL);
        // A joining gateway must not know any key yet.
        settings.put("lease.warmGrantsMax", 0);
        settings.put("tagKeys." + TAG_VERSION, Base64.getEncoder().encodeToString(TAG_KEY));
        return settings;
    }

    /**
     * Returns the resource service's settings.
     *
     * @param keyserviceUrl publishes the gateways' keys
     * @param files the directory of uploaded files
     */
    static Map<String, Object> resources(ServiceDatabase database, String keyserviceUrl, Path files) {
        Map<String, Object> settings = new HashMap<>(database.settings());
        settings.put("keyservice.urls", List.of(keyserviceUrl));
        settings.put("files.directory", files.toString());
        return settings;
    }

    /** Returns the gateway's settings, with rate limits that no load reaches. */
    static Map<String, Object> gateway(String keyserviceUrl) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("keyservice.urls", List.of(keyserviceUrl));
        settings.put("keyservice.credential", GATEWAY_CREDENTIAL);
        settings.put("upstreams.keyservice.urls", List.of(keyserviceUrl));
        settings.put("upstreams.resources.urls", List.of(keyserviceUrl));
        settings.put("drainDelay", "0s");
        settings.put("limits.key.requests", 1_000_000_000);
        settings.put("limits.organization.requests", 1_000_000_000);
        return settings;
    }
}
