package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.CursorSeal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list.
 *
 * @param path of the list, with the ids of its parent
 * @param given the parameters that choose and order records: name → value in one spelling
 * @param view the parameters that only change the look of a record, likewise
 * @param limit records in the page; null for all of them
 * @param members of each record besides its id; null for all of them
 * @param tagged true if each record has its entity tag
 * @param position after which to begin; null before the first record
 * @param sight what the caller may see, which a list of changes must not outlive; null if the list shows all
 * @param asOf the time of which the list tells; null for the present
 */
record ListQuery(
        String path,
        SortedMap<String, String> given,
        SortedMap<String, String> view,
        @Nullable Integer limit,
        boolean includeDeleted,
        boolean tagged,
        @Nullable Set<String> members,
        List<ListCondition> conditions,
        ListOrder order,
        @Nullable PagePosition position,
        @Nullable String sight,
        @Nullable OffsetDateTime asOf) {
    /** The page size if a cursor comes without a limit. */
    static final int LIMIT_DEFAULT = 100;

    /** Returns what a cursor of this query is sealed with: all that decides which records follow. */
    static JsonArray sealed(String organization, String path, SortedMap<String, String> given) {
        JsonArray query = new JsonArray().add(organization).add(path);
        given.forEach((name, value) -> query.add(name).add(value));
        return query;
    }

    /** Returns the same query, continued after a position. */
    ListQuery after(PagePosition next) {
        return new ListQuery(
                path, given, view, limit, includeDeleted, tagged, members, conditions, order, next, sight, asOf);
    }

    /** Returns the JSON of a row of {@link ListSql}'s result, which is never an empty object. */
    Buffer json(Row row) {
        Buffer json = row.getBuffer(ListSql.LISTED_COLUMN);
        if (!tagged) {
            return json;
        }
        Buffer read = row.getBuffer(ListSql.READ_COLUMN);
        String tag = EntityTag.of(read == null ? json : read);
        return json.getBuffer(0, json.length() - 1)
                .appendString(",\"" + EntityTag.MEMBER + "\":\"" + tag.replace("\"", "\\\"") + "\"}");
    }

    /** Returns the position of a row of {@link ListSql}'s result. */
    PagePosition position(Row row) {
        return order.position(row, row.getUUID(ListSql.ID_COLUMN), ListSql.ORDER_COLUMN);
    }

    /** Returns the {@code Link} field for the page that begins after a position (RFC 8288). */
    String link(CursorSeal seal, String organization, PagePosition next) {
        JsonArray written = order.write(next);
        if (sight != null) {
            written.add(sight);
        }
        String cursor = seal.seal(sealed(organization, path, given), written);
        StringBuilder link =
                new StringBuilder("<").append(path).append("?limit=").append(limit);
        given.forEach((name, value) -> append(link, name, value));
        view.forEach((name, value) -> append(link, name, value));
        return link.append("&cursor=").append(cursor).append(">; rel=\"next\"").toString();
    }

    private static void append(StringBuilder link, String name, String value) {
        link.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
