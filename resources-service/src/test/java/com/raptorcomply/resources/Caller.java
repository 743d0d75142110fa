package com.raptorcomply.resources;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.JudgedClient;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiJudge;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls the service as a gateway does for one key of one organization. */
public record Caller(
        String url,
        StampSigner signer,
        UUID organization,
        UUID key,
        List<String> permissions,
        List<Stamp.Restriction> restrictions,
        Stamp.@Nullable Actor actor,
        @Nullable UUID owner) {
    private static final JudgedClient HTTP = new JudgedClient(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
            OpenApiJudge.of(
                    OpenApiDocument.read(
                            ResourcesService.class, "/openapi/resources/root.yaml", "/openapi/gadgets.yaml"),
                    List.of(Audience.KEYS),
                    "/health/"));

    /** All permissions of the inventory's operations, and of others on compliance data. */
    public static final List<String> INVENTORY = Stream.concat(
                    Stream.of("facilities", "control-centers", "cyber-systems", "physical-areas", "cyber-assets")
                            .flatMap(resource -> Stream.of("read", "create", "update", "delete")
                                    .map(action -> resource + ":" + action)),
                    Stream.of(
                            "changes:read",
                            "tasks:read",
                            "tasks:write",
                            "training:read",
                            "training:write",
                            "organization:read",
                            "organization:update",
                            "policy-documents:read",
                            "policy-documents:write",
                            "policy-documents:approve",
                            "cip-senior-managers:read",
                            "cip-senior-managers:write",
                            "personnel-risk-assessments:read",
                            "personnel-risk-assessments:write",
                            "links:read",
                            "links:write",
                            "evidence:read",
                            "evidence:write",
                            "files:read",
                            "files:write"))
            .toList();

    /** A response with its JSON. */
    public record Answer(HttpResponse<String> http) {
        public int status() {
            return http.statusCode();
        }

        public String body() {
            return http.body();
        }

        public JsonObject object() {
            return new JsonObject(http.body());
        }

        public JsonArray array() {
            return new JsonArray(http.body());
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        public String message() {
            return object().getString("message");
        }
    }

    /** Creates a key with all permissions of the inventory, of a new organization, at the shared service. */
    public static Caller ofNewOrganization() {
        return of(UnderTest.shared(), UUID.randomUUID());
    }

    public static Caller of(UnderTest service, UUID organization) {
        return new Caller(
                service.url(), service.signer(), organization, UUID.randomUUID(), INVENTORY, List.of(), null, null);
    }

    /** Returns another key of the same organization, with the same rights. */
    public Caller withAnotherKey() {
        return new Caller(url, signer, organization, UUID.randomUUID(), permissions, restrictions, actor, owner);
    }

    public Caller withPermissions(String... some) {
        return new Caller(url, signer, organization, key, List.of(some), restrictions, actor, owner);
    }

    public Caller withRestrictions(Stamp.Restriction... some) {
        return new Caller(url, signer, organization, key, permissions, List.of(some), actor, owner);
    }

    /** Returns the same key, acting as a user. */
    public Caller actingAs(UUID user, String name) {
        return new Caller(
                url, signer, organization, key, permissions, restrictions, new Stamp.Actor(user, name), owner);
    }

    /** Returns the same key, owned by a user. */
    public Caller ownedBy(UUID user) {
        return new Caller(url, signer, organization, key, permissions, restrictions, actor, user);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer post(String path, JsonObject body, String... headers) {
        return send("POST", path, body.encode(), with(headers, "Content-Type", "application/json"));
    }

    public Answer put(String path, JsonObject body, String... headers) {
        return send("PUT", path, body.encode(), with(headers, "Content-Type", "application/json"));
    }

    public Answer patch(String path, JsonObject body, String... headers) {
        return send("PATCH", path, body.encode(), with(headers, "Content-Type", "application/merge-patch+json"));
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    /** Sends the request with this caller's stamp. */
    public Answer send(String method, String path, String body, String... headers) {
        return sendAs(stamp(), method, path, body, headers);
    }

    /** Sends the request with another stamp. */
    public Answer sendAs(String stamp, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header(Stamp.HEADER, stamp);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    public static Answer exchange(HttpRequest request) {
        try {
            return new Answer(HTTP.send(request));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public String stamp() {
        return signer.mint(claims(Stamp.AUDIENCE_RESOURCES, Instant.now().getEpochSecond(), 60));
    }

    public Stamp claims(String audience, long issuedAt, long lifeSeconds) {
        return new Stamp(
                "gateway-1",
                List.of(audience),
                issuedAt,
                issuedAt + lifeSeconds,
                organization,
                "Prairie Wind Energy",
                key,
                "Data import service",
                owner == null ? "organization" : "user",
                "api_user",
                owner,
                actor,
                permissions,
                restrictions,
                1);
    }

    private static String[] with(String[] headers, String name, String value) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                return headers;
            }
        }
        String[] more = java.util.Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }
}
