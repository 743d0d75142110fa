package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.http.request.CursorSeal;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens the cursors of one list for the callers of one organization. A cursor belongs to all parameters of its
 * query but the page size. Immutable; any thread.
 *
 * @param path of the list, in lower case because it may have ids
 */
public record ListCursors(CursorSeal seal, UUID organizationId, String path) {
    static final String CURSOR = "cursor";

    private static final Set<String> NOT_SEALED = Set.of(CURSOR, "limit");
    private static final String LIST = ListCursors.class.getName();
    private static final String SEAL = CursorSeal.class.getName();

    /** Returns the handler that gives the seal to all requests. */
    public static Handler<RoutingContext> sealedBy(CursorSeal seal) {
        return context -> context.put(SEAL, seal).next();
    }

    /** Lets a request use the cursors of its path, once its caller is known. */
    public static void allow(RoutingContext context, UUID organizationId) {
        String path = context.normalizedPath().toLowerCase(Locale.ROOT).replaceFirst("/$", "");
        context.put(LIST, new ListCursors(context.get(SEAL), organizationId, path));
    }

    /** Returns the cursors of a request; null if its caller is unknown. */
    static @Nullable ListCursors of(RoutingContext context) {
        return context.get(LIST);
    }

    String seal(MultiMap query, JsonArray position) {
        return seal.seal(sealed(query), position);
    }

    /** Returns the position of a cursor; throws a 400 unless this list has given it for the same query. */
    JsonArray open(MultiMap query, String cursor) {
        return seal.open(sealed(query), cursor);
    }

    private JsonArray sealed(MultiMap query) {
        JsonArray sealed = new JsonArray().add(organizationId.toString()).add(path);
        Set<String> names = new TreeSet<>(query.names());
        names.removeAll(NOT_SEALED);
        names.forEach(name -> sealed.add(name).add(new JsonArray(query.getAll(name))));
        return sealed;
    }
}
