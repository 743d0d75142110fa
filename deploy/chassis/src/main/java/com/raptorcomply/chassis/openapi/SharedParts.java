package com.raptorcomply.chassis.openapi;

import com.raptorcomply.chassis.problem.ErrorCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/** The parts that all documents share: version, license, error schemas, common headers and parameters. */
final class SharedParts {
    private static final String RESOURCE = "/openapi/shared.yaml";
    private static final String DESCRIPTION = "description";

    private final JsonObject parts;

    private SharedParts(JsonObject parts) {
        this.parts = parts;
    }

    /** Reads the shared parts. Blocks. */
    static SharedParts read() {
        JsonObject parts = OpenApiDocument.parse(SharedParts.class, RESOURCE);
        JsonArray codes = new JsonArray();
        Arrays.stream(ErrorCode.values()).map(ErrorCode::label).forEach(codes::add);
        parts.getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("ErrorCode")
                .put("enum", codes);
        return new SharedParts(parts);
    }

    /** Adds the shared parts to a document. The document's own parts win. */
    void addTo(JsonObject document) {
        JsonObject info = document.getJsonObject("info");
        JsonObject sharedInfo = parts.getJsonObject("info").copy();
        info.put(DESCRIPTION, info.getString(DESCRIPTION, "") + "\n\n" + sharedInfo.remove(DESCRIPTION));
        info.mergeIn(sharedInfo);
        JsonObject components = document.getJsonObject("components");
        JsonObject shared = parts.getJsonObject("components").copy();
        shared.forEach(kind -> {
            JsonObject own = components.getJsonObject(kind.getKey(), new JsonObject());
            components.put(kind.getKey(), ((JsonObject) kind.getValue()).mergeIn(own));
        });
    }

    /** Returns an example per error status: code and message, with the field or the permission. */
    JsonObject errors() {
        return parts.getJsonObject("errors");
    }
}
