package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The query parameters of one request, read by name. What does not fit or comes twice is a 400 that names it; what the
 * operation does not take was refused before.
 */
public final class QueryParams {
    private static final int LIMIT_MAX = 1_000;
    private static final int LIMIT_DEFAULT = 100;

    private final MultiMap query;

    public QueryParams(RoutingContext context) {
        this(context.queryParams());
    }

    /** @param query decoded */
    public QueryParams(MultiMap query) {
        this.query = query;
    }

    /** The id in the path; what is no UUID names nothing, so it is 404. */
    public static UUID pathUuid(RoutingContext context, String name) {
        return Uuids.parse(context.pathParam(name))
                .orElseThrow(() -> Problem.notFound().exception());
    }

    public Optional<String> text(String name) {
        List<String> values = query.getAll(name);
        if (values.size() > 1) {
            throw refused(name, "must come once");
        }
        if (!values.isEmpty() && values.get(0).indexOf('\0') >= 0) {
            throw refused(name, "must not contain NUL");
        }
        return values.stream().findFirst();
    }

    /** @param charactersMax in UTF-16 units */
    public Optional<String> text(String name, int charactersMax) {
        Optional<String> value = text(name);
        if (value.isPresent() && value.get().length() > charactersMax) {
            throw refused(name, "must have at most " + charactersMax + " characters");
        }
        return value;
    }

    public Optional<String> oneOf(String name, List<String> accepted) {
        Optional<String> value = text(name);
        if (value.isPresent() && !accepted.contains(value.get())) {
            throw refused(name, "must be one of " + String.join(", ", accepted));
        }
        return value;
    }

    public Optional<UUID> uuid(String name) {
        return text(name).map(text -> Uuids.parse(text).orElseThrow(() -> refused(name, "must be a UUID")));
    }

    public Optional<Instant> time(String name) {
        return text(name).map(text -> Timestamps.parseParameter(text)
                .orElseThrow(() -> refused(name, "must be a time such as 2027-01-31T00:00:00Z")));
    }

    public int integer(String name, int otherwise, int min, int max) {
        return text(name)
                .map(text -> {
                    int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
                    if (value < min || value > max) {
                        throw refused(name, "must be a whole number from " + min + " to " + max);
                    }
                    return value;
                })
                .orElse(otherwise);
    }

    /** {@code cursor}: where the page before this one ended. */
    public Optional<PageCursor> cursor() {
        return text("cursor").map(text -> PageCursor.parse(text)
                .orElseThrow(() -> refused("cursor", "is not one that this list gave")));
    }

    /** {@code limit}: how many records a page has at most. */
    public int limit() {
        return integer("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
    }

    public ProblemException refused(String name, String objection) {
        return Problem.of(ErrorCode.INVALID_PARAMETER, "Parameter '" + name + "' " + objection)
                .withField(name)
                .exception();
    }
}
