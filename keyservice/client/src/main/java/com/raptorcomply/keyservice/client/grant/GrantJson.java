package com.raptorcomply.keyservice.client.grant;

import com.raptorcomply.keyservice.client.key.KeyDigest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Encodes grants as JSON between key service and gateways. Empty and absent members are left out. */
public final class GrantJson {
    private GrantJson() {}

    public static JsonObject encode(Grant grant) {
        JsonObject json = new JsonObject()
                .put("secretId", grant.secretId())
                .put("digest", grant.digest().toBase64Url())
                .put("keyId", grant.keyId().toString())
                .put("keyName", grant.keyName())
                .put("kind", grant.kind().wireName())
                .put("organizationId", grant.organization().id().toString())
                .put("organizationName", grant.organization().name())
                .put("permissions", new JsonArray(grant.permissions().asList()))
                .put("sequence", grant.sequence());
        if (grant.ownerUserId() != null) {
            json.put("ownerUserId", grant.ownerUserId().toString());
        }
        if (grant.role() != null) {
            json.put("role", grant.role());
        }
        Grant.Actor actor = grant.actor();
        if (actor != null) {
            json.put(
                    "actor",
                    new JsonObject().put("id", actor.userId().toString()).put("name", actor.name()));
        }
        if (grant.expiresAtMillis() != 0) {
            json.put("expiresAtMillis", grant.expiresAtMillis()).put("expiresInMillis", grant.expiresInMillis());
        }
        encodeBounds(grant.bounds(), json);
        return json;
    }

    /**
     * Decodes a grant.
     *
     * @throws RuntimeException of any kind if the JSON is not a grant, because the peer is broken or not the key
     *     service
     */
    public static Grant decode(JsonObject json) {
        return new Grant(
                text(json, "secretId"),
                KeyDigest.ofBase64Url(text(json, "digest")),
                UUID.fromString(text(json, "keyId")),
                text(json, "keyName"),
                KeyKind.ofWireName(text(json, "kind")),
                Organization.of(UUID.fromString(text(json, "organizationId")), text(json, "organizationName")),
                uuid(json.getString("ownerUserId")),
                intern(json.getString("role")),
                actor(json.getJsonObject("actor")),
                Permissions.of(strings(json.getJsonArray("permissions"))),
                decodeBounds(json),
                json.getLong("expiresAtMillis", 0L),
                json.getLong("expiresInMillis", 0L),
                json.getLong("sequence"));
    }

    private static void encodeBounds(GrantConstraints bounds, JsonObject json) {
        if (!bounds.restrictions().isEmpty()) {
            JsonArray restrictions = new JsonArray();
            bounds.restrictions().forEach(restriction -> restrictions.add(encodeRestriction(restriction)));
            json.put("restrictions", restrictions);
        }
        if (!bounds.allowedCidrs().isEmpty()) {
            json.put("allowedCidrs", new JsonArray(bounds.allowedCidrs()));
        }
        RateLimit limit = bounds.rateLimit();
        if (limit != null) {
            json.put(
                    "rateLimit",
                    new JsonObject()
                            .put("requests", limit.requests())
                            .put("periodMillis", limit.periodMillis())
                            .put("burst", limit.burst()));
        }
    }

    private static GrantConstraints decodeBounds(JsonObject json) {
        List<Restriction> restrictions = json.getJsonArray("restrictions", new JsonArray()).stream()
                .map(restriction -> decodeRestriction((JsonObject) restriction))
                .toList();
        JsonObject limit = json.getJsonObject("rateLimit");
        RateLimit rateLimit = limit == null
                ? null
                : new RateLimit(limit.getLong("requests"), limit.getLong("periodMillis"), limit.getLong("burst"));
        return GrantConstraints.of(restrictions, strings(json.getJsonArray("allowedCidrs")), rateLimit);
    }

    private static JsonObject encodeRestriction(Restriction restriction) {
        return new JsonObject()
                .put("facilities", array(restriction.facilities()))
                .put("controlCenters", array(restriction.controlCenters()))
                .put("cyberSystems", array(restriction.cyberSystems()))
                .put("operations", array(restriction.operations()));
    }

    private static Restriction decodeRestriction(JsonObject json) {
        return new Restriction(
                uuids(json, "facilities"),
                uuids(json, "controlCenters"),
                uuids(json, "cyberSystems"),
                Set.copyOf(strings(json.getJsonArray("operations"))));
    }

    private static JsonArray array(Set<?> values) {
        return new JsonArray(values.stream().map(Object::toString).sorted().toList());
    }

    private static Set<UUID> uuids(JsonObject json, String name) {
        return strings(json.getJsonArray(name)).stream().map(UUID::fromString).collect(Collectors.toUnmodifiableSet());
    }

    static List<String> strings(@Nullable JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(String.class::cast).toList();
    }

    static String text(JsonObject json, String name) {
        String text = json.getString(name);
        if (text == null) {
            throw new IllegalArgumentException("Member " + name + " is missing");
        }
        return text;
    }

    private static Grant.@Nullable Actor actor(@Nullable JsonObject json) {
        return json == null ? null : new Grant.Actor(UUID.fromString(text(json, "id")), text(json, "name"));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable String intern(@Nullable String text) {
        return text == null ? null : text.intern();
    }
}
