package com.raptorcomply.resources.inventory;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.inventory.CapacityRule.Plant;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Previews the impact level of a control center after supposed changes of its facilities. It stores nothing. */
final class ImpactPreview implements Handler<RoutingContext> {
    private static final String ADD = "add";
    private static final String REMOVE = "remove";
    private static final String UPDATE = "update";

    private static final String READ = Postgres.ONCE + TenantDatabase.scoped("""
            SELECT c.impact_level, f.id, f.control_center_id IS NOT DISTINCT FROM c.id AS is_assigned, f.facility_type,
              f.interconnection, f.capacity_mw::text
            FROM control_center c LEFT JOIN facility f
              ON f.deleted_at IS NULL AND (f.control_center_id = c.id OR f.id = ANY ($2))
            WHERE c.id = $1 AND c.deleted_at IS NULL AND caller.known""", 2);

    private final ObjectSchema schema;
    private final TenantDatabase database;

    /** @param schema of the body */
    ImpactPreview(ObjectSchema schema, TenantDatabase database) {
        this.schema = schema;
        this.database = database;
    }

    /** Returns its statements, for preparing them at start. */
    static List<String> statements() {
        return List.of(READ);
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID center = Responses.id(ctx);
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    UUID[] named = Stream.of(ADD, REMOVE, UPDATE)
                            .flatMap(field -> ids(body, field).stream())
                            .toArray(UUID[]::new);
                    return database.read(ctx, READ, Tuple.of(center).addArrayOfUUID(named))
                            .map(rows -> preview(body, rows));
                })
                .onSuccess(preview -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(preview.toBuffer()))
                .onFailure(ctx::fail);
    }

    private static JsonObject preview(JsonObject body, RowSet<Row> rows) {
        Map<UUID, Plant> known = new HashMap<>();
        Map<UUID, Plant> before = new LinkedHashMap<>();
        String level = null;
        for (Row row : rows) {
            level = row.getString(0);
            UUID id = row.getUUID(1);
            if (id != null) {
                Plant plant = new Plant(row.getString(3), row.getString(4), new BigDecimal(row.getString(5)));
                known.put(id, plant);
                if (row.getBoolean(2)) {
                    before.put(id, plant);
                }
            }
        }
        if (level == null) {
            throw Problem.notFound().exception();
        }
        return CapacityRule.preview(
                level, before.values(), after(body, known, before).values());
    }

    private static Map<UUID, Plant> after(JsonObject body, Map<UUID, Plant> known, Map<UUID, Plant> before) {
        List<Violation> faults = new ArrayList<>();
        Stream.of(ADD, REMOVE, UPDATE).forEach(field -> faults.addAll(unknown(body, field, known)));
        WriteSupport.refuse(faults);
        Map<UUID, Plant> after = new LinkedHashMap<>(before);
        List<UUID> added = ids(body, ADD);
        added.forEach(id -> after.put(id, known.get(id)));
        remove(body, after, added, faults);
        update(body, after, faults);
        WriteSupport.refuse(faults);
        return after;
    }

    private static void remove(JsonObject body, Map<UUID, Plant> after, List<UUID> added, List<Violation> faults) {
        List<UUID> removed = ids(body, REMOVE);
        for (int i = 0; i < removed.size(); i++) {
            String place = REMOVE + "[" + i + "]";
            if (added.contains(removed.get(i))) {
                faults.add(Violation.of(place, ErrorCode.INVALID_VALUE, "names a facility to add"));
            } else if (after.remove(removed.get(i)) == null) {
                faults.add(unassigned(place));
            }
        }
    }

    private static void update(JsonObject body, Map<UUID, Plant> after, List<Violation> faults) {
        List<UUID> updated = ids(body, UPDATE);
        for (int i = 0; i < updated.size(); i++) {
            UUID id = updated.get(i);
            String place = UPDATE + "[" + i + "].id";
            Plant plant = after.get(id);
            if (updated.indexOf(id) < i) {
                faults.add(Violation.of(place, ErrorCode.INVALID_VALUE, "repeats an earlier item"));
            } else if (plant == null) {
                faults.add(unassigned(place));
            } else {
                after.put(id, changed(plant, body.getJsonArray(UPDATE).getJsonObject(i)));
            }
        }
    }

    private static Plant changed(Plant plant, JsonObject change) {
        String capacity = change.getString("capacityMw");
        String interconnection = change.getString("interconnection");
        String type = change.getString("facilityType");
        return new Plant(
                type == null ? plant.facilityType() : type,
                interconnection == null ? plant.interconnection() : interconnection,
                capacity == null ? plant.capacityMw() : new BigDecimal(capacity));
    }

    private static List<Violation> unknown(JsonObject body, String field, Map<UUID, Plant> known) {
        List<Violation> faults = new ArrayList<>();
        List<UUID> ids = ids(body, field);
        for (int i = 0; i < ids.size(); i++) {
            if (!known.containsKey(ids.get(i))) {
                faults.add(WriteSupport.dangling(field + "[" + i + "]" + (field.equals(UPDATE) ? ".id" : "")));
            }
        }
        return faults;
    }

    private static Violation unassigned(String place) {
        return Violation.of(
                place, ErrorCode.INVALID_VALUE, "names a facility that is not assigned to the control center");
    }

    private static List<UUID> ids(JsonObject body, String field) {
        JsonArray items = body.getJsonArray(field);
        return items == null
                ? List.of()
                : items.stream()
                        .map(item -> item instanceof JsonObject object ? object.getString("id") : (String) item)
                        .map(UUID::fromString)
                        .toList();
    }
}
