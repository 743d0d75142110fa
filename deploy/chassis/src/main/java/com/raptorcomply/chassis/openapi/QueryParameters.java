package com.raptorcomply.chassis.openapi;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.SanitizedName;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The query parameters of an operation. A request with another one is refused, because a misspelt filter would return
 * everything. An operation whose clients must add parameters by another protocol declares {@code x-other-parameters:
 * ignored}.
 */
public final class QueryParameters {
    private final SortedMap<String, JsonObject> schemas;
    private final boolean ignoresOthers;

    private QueryParameters(SortedMap<String, JsonObject> schemas, boolean ignoresOthers) {
        this.schemas = schemas;
        this.ignoresOthers = ignoresOthers;
    }

    /** Returns the parameters of one operation and its path. */
    static QueryParameters of(JsonObject document, JsonObject path, JsonObject operation) {
        SortedMap<String, JsonObject> schemas = new TreeMap<>();
        References references = new References(document);
        for (JsonObject owner : List.of(path, operation)) {
            for (Object each : owner.getJsonArray("parameters", new JsonArray())) {
                JsonObject parameter = references.follow((JsonObject) each);
                if ("query".equals(parameter.getString("in"))) {
                    schemas.put(parameter.getString("name"), parameter.getJsonObject("schema"));
                }
            }
        }
        return new QueryParameters(schemas, "ignored".equals(operation.getString("x-other-parameters")));
    }

    /** Returns the schema of each parameter, by name. */
    public Map<String, JsonObject> schemas() {
        return Collections.unmodifiableMap(schemas);
    }

    /** Throws a 400 that names the first unknown parameter. */
    public void refuseUnknown(MultiMap query) {
        Set<String> names = schemas.keySet();
        if (ignoresOthers || names.containsAll(query.names())) {
            return;
        }
        String unknown = SanitizedName.of(query.names().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .orElseThrow());
        String accepted = names.isEmpty() ? "none" : String.join(", ", names);
        throw Problem.of(ErrorCode.UNKNOWN_PARAMETER, "Unknown parameter '" + unknown + "'; accepted are " + accepted)
                .withField(unknown)
                .exception();
    }
}
