package com.raptorcomply.chassis.json;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes equal JSON values as equal text: members sorted by name, null members left out, numbers in one form (100,
 * 100.0 and 1e2 are equal). Idempotency uses it to decide if a repeated request is the same request.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** Returns the object as canonical text. */
    public static String of(JsonObject object) {
        return object.fieldNames().stream()
                .filter(name -> object.getValue(name) != null)
                .sorted()
                .map(name -> Json.encode(name) + ":" + value(object.getValue(name)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Returns the SHA-256 digest of a request.
     *
     * @param target what it is about, such as its method and path
     */
    public static byte[] digest(String target, JsonObject body) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((target + "\n" + of(body)).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String value(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return of(object);
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(CanonicalJson::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toString()
                : Json.encode(value);
    }
}
