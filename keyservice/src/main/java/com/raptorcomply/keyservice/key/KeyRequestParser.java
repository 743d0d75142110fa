package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.http.JsonFields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of a key from a request body and checks their bounds. */
final class KeyRequestParser {
    static final int NAME_CHARACTERS_MAX = 255;
    static final int CIDRS_MAX = 100;
    static final long REQUESTS_MAX = 1_000_000_000;
    static final long PERIOD_SECONDS_MAX = 86_400;

    private KeyRequestParser() {}

    /**
     * Returns the attributes of a new key. An organization key gets the role api_user unless the body names another
     * one.
     */
    static KeyAttributes make(JsonFields fields, KeyKind kind, Instant now) {
        PermissionSource otherwise =
                kind == KeyKind.USER ? new PermissionSource.OfOwner() : PermissionSource.of(KeyRole.API_USER);
        return new KeyAttributes(
                fields.name("name", NAME_CHARACTERS_MAX),
                rights(fields, kind, otherwise),
                cidrs(fields),
                rateLimit(fields),
                expiresAt(fields, now));
    }

    /**
     * Returns the attributes after a merge patch (RFC 7396). Members that the patch leaves out stay; null removes an
     * optional one.
     */
    static KeyAttributes patch(JsonFields fields, KeyKind kind, KeyAttributes current, Instant now) {
        return new KeyAttributes(
                fields.has("name") ? fields.name("name", NAME_CHARACTERS_MAX) : current.name(),
                rights(fields, kind, current.rights()),
                fields.has("allowedCidrs") ? patchedCidrs(fields, current) : current.allowedCidrs(),
                fields.has("rateLimit") ? patchedRateLimit(fields, current) : current.rateLimit(),
                fields.has("expiresAt") ? expiresAt(fields, now) : current.expiresAt());
    }

    private static PermissionSource rights(JsonFields fields, KeyKind kind, PermissionSource otherwise) {
        List<String> chosen = fields.optionalStrings(
                        "permissions", Permissions.table().size())
                .orElse(null);
        KeyRole role = fields.optional("role", KeyRole::of, "must be one of api_user, org_super")
                .orElse(null);
        refuseNull(fields, "permissions");
        refuseNull(fields, "role");
        if (kind == KeyKind.USER && (chosen != null || role != null)) {
            String name = chosen != null ? "permissions" : "role";
            fields.reject(name, "cannot be chosen for a user key: it has its owner's permissions");
            return otherwise;
        }
        if (chosen != null && role != null) {
            fields.reject("role", "cannot be combined with 'permissions'");
        }
        if (role != null) {
            return PermissionSource.of(role);
        }
        return chosen == null ? otherwise : chosen(fields, chosen);
    }

    private static PermissionSource chosen(JsonFields fields, List<String> permissions) {
        for (int i = 0; i < permissions.size(); i++) {
            if (!Permissions.exists(permissions.get(i))) {
                fields.reject("permissions", "has no such permission at position " + i);
            }
        }
        PermissionSource.Chosen rights = PermissionSource.Chosen.of(permissions);
        if (rights.permissions().size() != permissions.size()) {
            fields.reject("permissions", "must not name a permission twice");
        }
        return rights;
    }

    private static void refuseNull(JsonFields fields, String name) {
        if (fields.isNull(name)) {
            fields.reject(name, "must not be null");
        }
    }

    /**
     * Refuses an empty list of networks, because it would open the key to all networks while its author may mean none.
     */
    private static List<String> patchedCidrs(JsonFields fields, KeyAttributes current) {
        List<String> cidrs = cidrs(fields);
        if (cidrs.isEmpty() && !current.allowedCidrs().isEmpty() && !fields.isNull("allowedCidrs")) {
            fields.reject("allowedCidrs", "must not be empty: send null to allow every network");
        }
        return cidrs;
    }

    private static List<String> cidrs(JsonFields fields) {
        List<String> cidrs = fields.optionalStrings("allowedCidrs", CIDRS_MAX).orElse(List.of());
        for (int i = 0; i < cidrs.size(); i++) {
            if (!CidrSyntax.isNetwork(cidrs.get(i))) {
                fields.reject("allowedCidrs", CidrSyntax.objection(cidrs.get(i), i));
            }
        }
        return cidrs;
    }

    private static @Nullable RateLimit rateLimit(JsonFields fields) {
        return fields.optionalObject("rateLimit")
                .map(KeyRequestParser::readRateLimit)
                .orElse(null);
    }

    private static @Nullable RateLimit patchedRateLimit(JsonFields fields, KeyAttributes current) {
        return fields.mergedObject("rateLimit", KeyJson.rateLimit(current.rateLimit()))
                .map(KeyRequestParser::readRateLimit)
                .orElse(null);
    }

    private static RateLimit readRateLimit(JsonFields limit) {
        long requests = limit.required("requests", limit.optionalInteger("requests", 1, REQUESTS_MAX), 1L);
        long seconds =
                limit.required("periodSeconds", limit.optionalInteger("periodSeconds", 1, PERIOD_SECONDS_MAX), 1L);
        long burst = limit.optionalInteger("burst", 1, REQUESTS_MAX).orElse(requests);
        return new RateLimit(requests, seconds * 1_000, burst);
    }

    private static @Nullable Instant expiresAt(JsonFields fields, Instant now) {
        Instant expiresAt = fields.optionalTime("expiresAt").orElse(null);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            fields.reject("expiresAt", "must be in the future");
        }
        return expiresAt;
    }
}
