package com.raptorcomply.chassis.openapi;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.SanitizedName;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The query parameters of an operation. A request with another one is refused, because a misspelt filter would return
 * everything. An operation whose clients must add parameters by another protocol declares {@code x-other-parameters:
 * ignored}.
 */
public final class QueryParameters {
    private final SortedSet<String> names;
    private final boolean ignoresOthers;

    private QueryParameters(SortedSet<String> names, boolean ignoresOthers) {
        this.names = names;
        this.ignoresOthers = ignoresOthers;
    }

    /** Returns the parameters of one operation and its path. */
    static QueryParameters of(JsonObject document, JsonObject path, JsonObject operation) {
        SortedSet<String> names = new TreeSet<>();
        References references = new References(document);
        for (JsonObject owner : List.of(path, operation)) {
            for (Object each : owner.getJsonArray("parameters", new JsonArray())) {
                JsonObject parameter = references.follow((JsonObject) each);
                if ("query".equals(parameter.getString("in"))) {
                    names.add(parameter.getString("name"));
                }
            }
        }
        return new QueryParameters(names, "ignored".equals(operation.getString("x-other-parameters")));
    }

    /** Throws a 400 that names the first unknown parameter. */
    public void refuseUnknown(MultiMap query) {
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
