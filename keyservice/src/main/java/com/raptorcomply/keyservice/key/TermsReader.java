package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.access.KeyRole;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.input.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is chosen for a key from a request body, within these bounds. */
final class TermsReader {
    static final int NAME_CHARACTERS_MAX = 255;
    static final int CIDRS_MAX = 100;
    static final long REQUESTS_MAX = 1_000_000_000;
    static final long PERIOD_SECONDS_MAX = 86_400;

    private TermsReader() {}

    /** The terms of a key to be made: an organization key is an api_user unless the body says otherwise. */
    static KeyTerms make(Fields fields, KeyKind kind, Instant now) {
        Rights otherwise = kind == KeyKind.USER ? new Rights.OfOwner() : Rights.of(KeyRole.API_USER);
        return new KeyTerms(
                fields.name("name", NAME_CHARACTERS_MAX),
                rights(fields, kind, otherwise),
                cidrs(fields),
                rateLimit(fields),
                expiresAt(fields, now));
    }

    /** The terms after a merge patch (RFC 7396): what it does not name stays, null takes away what is optional. */
    static KeyTerms patch(Fields fields, KeyKind kind, KeyTerms current, Instant now) {
        return new KeyTerms(
                fields.has("name") ? fields.name("name", NAME_CHARACTERS_MAX) : current.name(),
                rights(fields, kind, current.rights()),
                fields.has("allowedCidrs") ? patchedCidrs(fields, current) : current.allowedCidrs(),
                fields.has("rateLimit") ? patchedRateLimit(fields, current) : current.rateLimit(),
                fields.has("expiresAt") ? expiresAt(fields, now) : current.expiresAt());
    }

    private static Rights rights(Fields fields, KeyKind kind, Rights otherwise) {
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
            return Rights.of(role);
        }
        return chosen == null ? otherwise : chosen(fields, chosen);
    }

    private static Rights chosen(Fields fields, List<String> permissions) {
        for (int i = 0; i < permissions.size(); i++) {
            if (!Permissions.exists(permissions.get(i))) {
                fields.reject("permissions", "has no such permission at position " + i);
            }
        }
        Rights.Chosen rights = Rights.Chosen.of(permissions);
        if (rights.permissions().size() != permissions.size()) {
            fields.reject("permissions", "must not name a permission twice");
        }
        return rights;
    }

    private static void refuseNull(Fields fields, String name) {
        if (fields.isNull(name)) {
            fields.reject(name, "must not be null");
        }
    }

    /** An empty list in place of networks would open the key to all, where its writer may mean that none is left. */
    private static List<String> patchedCidrs(Fields fields, KeyTerms current) {
        List<String> cidrs = cidrs(fields);
        if (cidrs.isEmpty() && !current.allowedCidrs().isEmpty() && !fields.isNull("allowedCidrs")) {
            fields.reject("allowedCidrs", "must not be empty: send null to allow every network");
        }
        return cidrs;
    }

    private static List<String> cidrs(Fields fields) {
        List<String> cidrs = fields.optionalStrings("allowedCidrs", CIDRS_MAX).orElse(List.of());
        for (int i = 0; i < cidrs.size(); i++) {
            if (!Cidr.isNetwork(cidrs.get(i))) {
                fields.reject("allowedCidrs", Cidr.objection(cidrs.get(i), i));
            }
        }
        return cidrs;
    }

    private static @Nullable RateLimit rateLimit(Fields fields) {
        return fields.optionalObject("rateLimit")
                .map(TermsReader::readRateLimit)
                .orElse(null);
    }

    private static @Nullable RateLimit patchedRateLimit(Fields fields, KeyTerms current) {
        return fields.mergedObject("rateLimit", KeyJson.rateLimit(current.rateLimit()))
                .map(TermsReader::readRateLimit)
                .orElse(null);
    }

    private static RateLimit readRateLimit(Fields limit) {
        long requests = limit.required("requests", limit.optionalInteger("requests", 1, REQUESTS_MAX), 1L);
        long seconds =
                limit.required("periodSeconds", limit.optionalInteger("periodSeconds", 1, PERIOD_SECONDS_MAX), 1L);
        long burst = limit.optionalInteger("burst", 1, REQUESTS_MAX).orElse(requests);
        return new RateLimit(requests, seconds * 1_000, burst);
    }

    private static @Nullable Instant expiresAt(Fields fields, Instant now) {
        Instant expiresAt = fields.optionalTime("expiresAt").orElse(null);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            fields.reject("expiresAt", "must be in the future");
        }
        return expiresAt;
    }
}
