package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of a Kubernetes Secret, by way of {@code kubectl}. The secret goes there by standard input, because the arguments of
 * a program can be read by others. It is applied by the server, which keeps the other entries and no copy in an annotation.
 */
final class KubernetesTarget implements SecretTarget {
    private static final Pattern PLACE =
            Pattern.compile("([a-z0-9][a-z0-9-]{0,62})/([a-z0-9][a-z0-9.-]{0,252})/([A-Za-z0-9._-]{1,253})");
    private static final String NAMESPACE = "--namespace=";

    private final String kubectl;
    private final String namespace;
    private final String name;
    private final String entry;

    /**
     * @param place namespace, name of the Secret, and entry, with slashes between them
     * @throws RcException if it is something else
     */
    KubernetesTarget(String kubectl, String place) {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw new RcException(ExitStatus.WRONG, "'" + place + "' is not NAMESPACE/SECRET/ENTRY");
        }
        this.kubectl = kubectl;
        this.namespace = parts.group(1);
        this.name = parts.group(2);
        this.entry = parts.group(3);
    }

    @Override
    public void put(String secret) {
        JsonObject manifest = new JsonObject()
                .put("apiVersion", "v1")
                .put("kind", "Secret")
                .put("metadata", new JsonObject().put("name", name).put("namespace", namespace))
                .put(
                        "data",
                        new JsonObject()
                                .put(
                                        entry,
                                        Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
        Program.run(
                List.of(
                        kubectl,
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--field-manager=rc",
                        NAMESPACE + namespace,
                        "-f",
                        "-"),
                manifest.encode());
    }

    @Override
    public boolean has(JsonObject secret) {
        String found = Program.run(
                List.of(kubectl, "get", "secret", name, NAMESPACE + namespace, "--ignore-not-found", "-o", "json"), "");
        return !found.isBlank() && FileTarget.isOf(value(found), secret);
    }

    private String value(String found) {
        try {
            String encoded = new JsonObject(found)
                    .getJsonObject("data", new JsonObject())
                    .getString(entry, "");
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).strip();
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            throw new RcException(ExitStatus.FAILED, kubectl + " answered with something else than a Secret");
        }
    }

    @Override
    public String words() {
        return "the entry " + entry + " of the Secret " + namespace + "/" + name;
    }
}
