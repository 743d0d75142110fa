package com.raptorcomply.local;

import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.postgres.ServiceDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the settings of the three services. Neither environment nor files affect them, so that a run works the same
 * everywhere.
 */
public final class ServiceSettings {
    private final String host;
    private final Ports ports;
    private final String gatewayCredential;
    private final String dataServiceCredential;
    private final String tagKey;
    private final String totpKey;
    private final String webhookKey;

    public ServiceSettings(String host, Ports ports, Secrets secrets) {
        this.host = host;
        this.ports = ports;
        this.gatewayCredential = secrets.bytes("GATEWAY_CREDENTIAL");
        this.dataServiceCredential = secrets.bytes("DATA_SERVICE_CREDENTIAL");
        this.tagKey = secrets.bytes("TAG_KEY_1");
        this.totpKey = secrets.bytes("TOTP_KEY");
        this.webhookKey = secrets.bytes("WEBHOOK_KEY");
    }

    public Map<String, Object> keyservice(ServiceDatabase database) {
        Map<String, Object> settings = listening(ports.keyservice());
        settings.putAll(database.settings());
        settings.put("gateway.credential", gatewayCredential);
        settings.put("resources.credential", dataServiceCredential);
        settings.put("tagKeys.1", tagKey);
        settings.put("sessions.totpKey", totpKey);
        settings.put("webhooks.secretKey", webhookKey);
        // Without TLS the session cookie is safe only if it never leaves this machine.
        settings.put("sessions.secureCookie", !ListenAddress.onlyFromHere(host));
        if (ports.gateway() != 0) {
            settings.put("gateway.url", url(ports.gateway()));
        }
        if (ports.resources() != 0) {
            settings.put("resources.urls", List.of(url(ports.resources())));
        }
        return settings;
    }

    /**
     * Returns the resource service's settings.
     *
     * @param keyserviceUrl publishes the gateways' public keys
     * @param files the directory of uploaded files
     */
    public Map<String, Object> resources(ServiceDatabase database, String keyserviceUrl, Path files) {
        Map<String, Object> settings = listening(ports.resources());
        settings.putAll(database.settings());
        settings.put("keyservice.urls", List.of(keyserviceUrl));
        settings.put("keyservice.credential", dataServiceCredential);
        settings.put("files.directory", files.toString());
        return settings;
    }

    public Map<String, Object> gateway(String keyserviceUrl, String resourcesUrl) {
        Map<String, Object> settings = listening(ports.gateway());
        settings.put("keyservice.urls", List.of(keyserviceUrl));
        settings.put("keyservice.credential", gatewayCredential);
        settings.put("upstreams.keyservice.urls", List.of(keyserviceUrl));
        settings.put("upstreams.resources.urls", List.of(resourcesUrl));
        settings.put("drainDelay", "0s");
        return settings;
    }

    /** Returns the URL of a service of this run, for clients on this machine. */
    public String url(int port) {
        return "http://" + ListenAddress.host(host) + ":" + port;
    }

    private Map<String, Object> listening(int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("host", host);
        settings.put("port", port);
        settings.put("management.host", host);
        settings.put("management.port", Ports.managementOf(port));
        return settings;
    }
}
