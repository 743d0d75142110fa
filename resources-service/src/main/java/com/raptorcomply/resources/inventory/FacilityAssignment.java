package com.raptorcomply.resources.inventory;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.crud.Written;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assigns facilities to a control center, or unassigns them, in one transaction: all or none. It does what a PATCH of
 * each facility's {@code controlCenterId} does, and leaves facilities unchanged that are already so.
 */
final class FacilityAssignment implements Handler<RoutingContext> {
    private static final String FIELD = "facilityIds";

    private static final String LOCK = Postgres.ONCE + """
            SELECT f.id, f.control_center_id FROM facility f
            WHERE f.id = ANY ($1) AND f.deleted_at IS NULL ORDER BY f.id FOR NO KEY UPDATE""";
    private static final String ASSIGN = Postgres.ONCE + """
            UPDATE facility f SET control_center_id = $2, updated_at = change_time() WHERE f.id = ANY ($1)""";

    private final CompiledResource controlCenter;
    private final ObjectSchema schema;
    private final Writer writer;
    private final boolean assigns;

    /**
     * @param schema of the body
     * @param assigns true to assign the facilities, false to unassign them
     */
    FacilityAssignment(CompiledResource controlCenter, ObjectSchema schema, Writer writer, boolean assigns) {
        this.controlCenter = controlCenter;
        this.schema = schema;
        this.writer = writer;
        this.assigns = assigns;
    }

    /** Returns its statements, for preparing them at start. */
    static List<String> statements() {
        return List.of(LOCK, ASSIGN);
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID center = Responses.id(ctx);
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    List<UUID> ids = ids(body);
                    return writer.writeOnce(ctx, body, controlCenter, work -> run(work, center, ids));
                })
                .onSuccess(written -> {
                    if (written.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    ctx.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(written.body());
                })
                .onFailure(ctx::fail);
    }

    private Future<Written> run(UnitOfWork work, UUID center, List<UUID> ids) {
        return work.lock(controlCenter, center)
                .compose(found -> work.execute(LOCK, Tuple.of(ids.toArray(UUID[]::new))))
                .compose(rows -> assign(work, center, ids, centers(ids, rows)));
    }

    private Future<Written> assign(UnitOfWork work, UUID center, List<UUID> ids, Map<UUID, @Nullable UUID> centers) {
        Predicate<UUID> changes = id -> assigns != Objects.equals(centers.get(id), center);
        List<UUID> changed = ids.stream().filter(changes).toList();
        List<UUID> unchanged = ids.stream().filter(changes.negate()).toList();
        UUID after = assigns ? center : null;
        changed.forEach(id -> work.log("update", "facility", id, details(centers.get(id), after)));
        JsonObject body = new JsonObject()
                .put("controlCenterId", center.toString())
                .put("changedFacilityIds", texts(changed))
                .put("unchangedFacilityIds", texts(unchanged));
        Written written = new Written(controlCenter.path(center), body.toBuffer(), false);
        return changed.isEmpty()
                ? Future.succeededFuture(written)
                : work.execute(ASSIGN, Tuple.of(changed.toArray(UUID[]::new), after))
                        .map(written);
    }

    /** Returns the control center of each facility; throws a 422 that names each unknown one. */
    private static Map<UUID, @Nullable UUID> centers(List<UUID> ids, RowSet<Row> rows) {
        Map<UUID, @Nullable UUID> centers = new HashMap<>();
        for (Row row : rows) {
            centers.put(row.getUUID(0), row.getUUID(1));
        }
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!centers.containsKey(ids.get(i))) {
                unknown.add(WriteSupport.dangling(FIELD + "[" + i + "]"));
            }
        }
        WriteSupport.refuse(unknown);
        return centers;
    }

    /** Returns what the log says of one facility, as after a PATCH. */
    private static JsonObject details(@Nullable UUID from, @Nullable UUID to) {
        return new JsonObject()
                .put("controlCenterId", new JsonObject().put("from", text(from)).put("to", text(to)));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static JsonArray texts(List<UUID> ids) {
        return new JsonArray(ids.stream().map(UUID::toString).toList());
    }

    private static List<UUID> ids(JsonObject body) {
        return body.getJsonArray(FIELD).stream()
                .map(id -> UUID.fromString((String) id))
                .toList();
    }
}
