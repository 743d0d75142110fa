package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of one request by name. An invalid or repeated parameter throws 400 with its name. Unknown
 * parameters were refused before.
 */
public final class QueryParams {
    private static final int LIMIT_MAX = 1_000;
    private static final int LIMIT_DEFAULT = 100;

    private final MultiMap query;
    private final @Nullable ListCursors cursors;

    public QueryParams(RoutingContext context) {
        this(context, context.queryParams());
    }

    /** @param query the decoded query, with what a page adds to it */
    public QueryParams(RoutingContext context, MultiMap query) {
        this(query, ListCursors.of(context));
    }

    /** @param query the decoded query, of something that has no pages */
    public QueryParams(MultiMap query) {
        this(query, null);
    }

    /** @param cursors null for a query without pages */
    public QueryParams(MultiMap query, @Nullable ListCursors cursors) {
        this.query = query;
        this.cursors = cursors;
    }

    /** Returns the id in the path. A text that is no UUID throws 404, because no resource has such an id. */
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
        return integer(name, min, max).orElse(otherwise);
    }

    public Optional<Integer> integer(String name, int min, int max) {
        return text(name).map(text -> {
            int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
            if (value < min || value > max) {
                throw refused(name, "must be a whole number from " + min + " to " + max);
            }
            return value;
        });
    }

    /** Returns {@code cursor}, the end of the page before. */
    public Optional<PageCursor> cursor() {
        return position().map(PageCursor::of);
    }

    /** Returns the position in {@code cursor}, for a list with positions of its own. */
    public Optional<JsonArray> position() {
        return text(ListCursors.CURSOR).map(text -> cursors().open(query, text));
    }

    /** Returns the cursor of the page after a position, for the same list and filters. */
    public String seal(JsonArray position) {
        return cursors().seal(query, position);
    }

    /** Returns the cursor of the page after a position, for the same list and filters. */
    public String seal(PageCursor position) {
        return seal(position.position());
    }

    /** Returns {@code limit}, the largest number of records on a page. */
    public int limit() {
        return integer("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
    }

    /** Returns the 400 of a parameter with a fault that is found later than here. */
    public static ProblemException refused(String name, String objection) {
        return Problem.of(ErrorCode.INVALID_PARAMETER, "Parameter '" + name + "' " + objection)
                .withField(name)
                .exception();
    }

    private ListCursors cursors() {
        return Objects.requireNonNull(cursors, "a request without a caller has no list");
    }
}
