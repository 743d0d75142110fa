package com.raptorcomply.local.fleet;

import com.raptorcomply.local.Cluster;
import com.raptorcomply.local.Ports;
import com.raptorcomply.local.ServiceSettings;
import com.raptorcomply.local.SettingsFile;
import com.raptorcomply.local.directory.PrivateFile;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings file of each member, with secrets in files of their own and TLS between all services. What an operator has set
 * for a service ({@code fleet set}) goes before the rest and takes effect with the next start of each of its members.
 */
final class MemberSettings {
    private static final String HOST = "127.0.0.1";
    /** Longer than it takes HAProxy and the gateways to see that a service is not ready: two or three checks, each half a second. */
    private static final String DRAIN_DELAY = "3s";

    /** Settings that name a secret; its file has the setting's name, after that of the service. */
    private static final List<String> SECRETS = List.of(
            "gateway.credential",
            "resources.credential",
            "keyservice.credential",
            "tagKeys.1",
            "sessions.totpKey",
            "webhooks.secretKey",
            "database.password",
            "database.ownerPassword");

    private final Layout layout;
    private final Secrets secrets;
    private final Cluster cluster;

    /** @param cluster the databases, at the address that leads to the primary */
    MemberSettings(Layout layout, Secrets secrets, Cluster cluster) {
        this.layout = layout;
        this.secrets = secrets;
        this.cluster = cluster;
    }

    /** Writes the settings of a member and returns the file. */
    Path write(String member) {
        String service = Layout.service(member);
        Map<String, Object> settings = new HashMap<>(of(service));
        settings.put("port", layout.port(member));
        settings.put("management.port", layout.managementPort(member));
        if (service.equals("gateway")) {
            settings.put("id", member);
        }
        SECRETS.forEach(name -> moveToFile(service, name, settings));
        overrides(service).read().forEach((name, value) -> {
            settings.remove(name.endsWith("File") ? name.substring(0, name.length() - "File".length()) : name);
            settings.put(name, value);
        });
        try {
            Files.createDirectories(layout.resolve("settings"));
            return Path.of(SettingsFile.write(layout.resolve("settings").resolve(member + ".yaml"), settings));
        } catch (IOException failed) {
            throw new LocalRunException(
                    "Could not write the settings of " + member + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Changes what is set for a service.
     *
     * @param assignments {@code name=value}; an empty value takes it back
     */
    void set(String service, List<String> assignments) {
        PrivateFile file = overrides(service);
        Map<String, String> values = file.read();
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            if (parts.length < 2 || parts[0].isEmpty()) {
                throw new LocalRunException("'" + assignment + "' is not NAME=VALUE");
            }
            values.remove(parts[0]);
            if (!parts[1].isEmpty()) {
                values.put(parts[0], parts[1]);
            }
        }
        file.write("What an operator has set for each " + service + ".", values);
    }

    private Map<String, Object> of(String service) {
        ServiceSettings settings = new ServiceSettings(HOST, Ports.FREE, secrets);
        List<String> keyServices = urls(Layout.KEY_SERVICES);
        Map<String, Object> made = new HashMap<>(
                switch (service) {
                    case "keyservice" -> settings.keyservice(cluster.keyservice());
                    case "resources" ->
                        settings.resources(cluster.resources(), keyServices.get(0), layout.resolve("files"));
                    default ->
                        settings.gateway(
                                keyServices.get(0), urls(Layout.RESOURCES).get(0));
                });
        switch (service) {
            case "keyservice" -> {
                made.put("resources.urls", urls(Layout.RESOURCES));
                made.put("gateway.url", "http://" + HOST + ":" + layout.clients());
                made.put("clientAddress.trusted", List.of("127.0.0.0/8"));
                made.put("drainDelay", DRAIN_DELAY);
                tls(made, "tls", service, true);
            }
            case "resources" -> {
                made.put("keyservice.urls", keyServices);
                made.put("eventLoops", 1);
                made.put("drainDelay", DRAIN_DELAY);
                tls(made, "tls", service, true);
            }
            default -> gateway(made, keyServices);
        }
        return made;
    }

    private void gateway(Map<String, Object> made, List<String> keyServices) {
        made.put("keyservice.urls", keyServices);
        made.put("upstreams.keyservice.urls", keyServices);
        made.put("upstreams.resources.urls", urls(Layout.RESOURCES));
        made.put("clientAddress.trusted", List.of("127.0.0.0/8"));
        made.put("http.connectionsPerAddressMax", 20_000);
        made.put("http.bufferBytesMax", "32MiB");
        made.put("eventLoops", 1);
        // A key service that has just started answers slowly while all members share a few processors.
        made.put("verification.timeout", "6s");
        made.put("drainDelay", DRAIN_DELAY);
        for (String upstream : List.of("keyservice", "resources")) {
            made.put("upstreams." + upstream + ".healthCheck.interval", "500ms");
        }
        tls(made, "tls", "gateway", false);
        tls(made, "serviceTls", "gateway", true);
    }

    private void tls(Map<String, Object> made, String group, String service, boolean authority) {
        made.put(
                group + ".certificateFile",
                layout.resolve("tls/" + service + ".pem").toString());
        made.put(group + ".keyFile", layout.resolve("tls/" + service + ".key").toString());
        made.put(group + ".poll", "1s");
        if (authority) {
            made.put(group + ".authorityFile", layout.resolve("tls/ca.pem").toString());
        }
    }

    private List<String> urls(List<String> members) {
        return members.stream()
                .map(member -> "https://" + HOST + ":" + layout.port(member))
                .toList();
    }

    private PrivateFile overrides(String service) {
        return new PrivateFile(layout.resolve("set-" + service));
    }

    /** Keeps a secret that has a file already: a rotation may have changed it. */
    private void moveToFile(String service, String name, Map<String, Object> settings) {
        Object secret = settings.remove(name);
        if (secret == null) {
            return;
        }
        Path file = layout.resolve("secret").resolve(service + "." + name);
        settings.put(name + "File", file.toString());
        if (!Files.exists(file)) {
            new PrivateFile(file).write(secret.toString());
        }
    }

    /** Returns the services that settings may be set for. */
    static List<String> services() {
        return Arrays.asList("gateway", "keyservice", "resources");
    }
}
