package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list.
 *
 * @param limit records in the page; null for all of them
 * @param since only changes from then on, in their order; null for the order of ids
 * @param tagged true if each record has its entity tag
 */
record ListQuery(
        @Nullable Integer limit,
        @Nullable OffsetDateTime since,
        boolean includeDeleted,
        boolean tagged,
        PagePosition position) {
    static final int LIMIT_MAX = 1_000;
    /** Index of the column with the body of a single read ({@link ResourceSql#list}). */
    private static final int READ_COLUMN = 3;

    /** The page size if a cursor comes without a limit. */
    static final int LIMIT_DEFAULT = 100;

    /** Reads the query parameters; throws a 400 that names the invalid one. */
    static ListQuery of(HttpServerRequest request) {
        MultiMap parameters = request.params();
        String cursor = single(parameters, "cursor");
        Integer limit = limit(single(parameters, "limit"));
        OffsetDateTime since = since(single(parameters, "updatedSince"));
        boolean includeDeleted = flag(single(parameters, "includeDeleted"));
        boolean tagged = tagged(single(parameters, "include"));
        PagePosition position = cursor == null ? PagePosition.start(since) : PagePosition.parse(cursor, since != null);
        return new ListQuery(
                cursor != null && limit == null ? Integer.valueOf(LIMIT_DEFAULT) : limit,
                since,
                includeDeleted,
                tagged,
                position);
    }

    boolean byChange() {
        return since != null;
    }

    /** Returns the parameters of {@link ResourceSql#list}. */
    Tuple parameters(int count) {
        Tuple tuple = Tuple.tuple();
        if (byChange()) {
            tuple.addOffsetDateTime(position.changedAt());
        }
        return tuple.addUUID(position.id()).addInteger(count);
    }

    /** Returns the JSON of a row of the result, which is never an empty object. */
    Buffer json(Row row) {
        Buffer json = row.getBuffer(0);
        if (!tagged) {
            return json;
        }
        String tag = EntityTag.of(row.getBuffer(row.size() > READ_COLUMN ? READ_COLUMN : 0));
        return json.getBuffer(0, json.length() - 1)
                .appendString(",\"" + EntityTag.MEMBER + "\":\"" + tag.replace("\"", "\\\"") + "\"}");
    }

    /** Returns the same query, continued after this row of its result. */
    ListQuery after(Row row) {
        PagePosition next = new PagePosition(byChange() ? row.getOffsetDateTime(2) : null, row.getUUID(1));
        return new ListQuery(limit, since, includeDeleted, tagged, next);
    }

    /** Returns the {@code Link} field for the page of this query (RFC 8288). */
    String link(String path) {
        StringBuilder link =
                new StringBuilder("<").append(path).append("?limit=").append(limit);
        if (since != null) {
            link.append("&updatedSince=").append(URLEncoder.encode(since.toString(), StandardCharsets.UTF_8));
        }
        if (includeDeleted) {
            link.append("&includeDeleted=true");
        }
        if (tagged) {
            link.append("&include=").append(EntityTag.MEMBER);
        }
        return link.append("&cursor=")
                .append(position.cursor())
                .append(">; rel=\"next\"")
                .toString();
    }

    private static @Nullable String single(MultiMap parameters, String name) {
        List<String> sent = parameters.getAll(name);
        if (sent.size() > 1) {
            throw bad(name, "must be given once");
        }
        return sent.isEmpty() ? null : sent.get(0);
    }

    private static @Nullable Integer limit(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LIMIT_MAX) {
            throw bad("limit", "must be a whole number from 1 to " + LIMIT_MAX);
        }
        return Integer.valueOf(text);
    }

    private static @Nullable OffsetDateTime since(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Timestamps.parseParameter(text)
                .map(Timestamps::bound)
                .orElseThrow(() -> bad("updatedSince", "must be a time (2026-01-31T12:00:00Z)"));
    }

    private static boolean tagged(@Nullable String text) {
        if (text != null && !text.equals(EntityTag.MEMBER)) {
            throw bad("include", "must be " + EntityTag.MEMBER);
        }
        return text != null;
    }

    private static boolean flag(@Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw bad("includeDeleted", "must be true or false");
        }
        return "true".equals(text);
    }

    private static RuntimeException bad(String name, String requirement) {
        return Problem.of(ErrorCode.INVALID_PARAMETER, "Parameter '" + name + "' " + requirement)
                .withField(name)
                .exception();
    }
}
