package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteCondition;
import com.raptorcomply.resources.crud.WriteSupport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The facilities of an assignment exist for the caller. Those that it had before may be deleted meanwhile. */
final class FacilitiesExist implements WriteCondition {
    static final String FIELD = "facilityIds";

    private static final String FIND = """
            SELECT f.id FROM facility f WHERE f.id = ANY ($1) AND f.deleted_at IS NULL FOR SHARE""";

    @Override
    public Future<?> check(UnitOfWork work, JsonObject before, JsonObject after) {
        List<UUID> ids = ids(after);
        List<UUID> kept = ids(before);
        if (kept.containsAll(ids)) {
            return Future.succeededFuture();
        }
        return work.execute(FIND, Tuple.of(ids.toArray(UUID[]::new))).map(rows -> {
            Set<UUID> known = new HashSet<>(kept);
            for (Row row : rows) {
                known.add(row.getUUID(0));
            }
            List<Violation> unknown = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                if (!known.contains(ids.get(i))) {
                    unknown.add(WriteSupport.dangling(FIELD + "[" + i + "]"));
                }
            }
            WriteSupport.refuse(unknown);
            return rows;
        });
    }

    @Override
    public List<String> statements() {
        return List.of(FIND);
    }

    private static List<UUID> ids(JsonObject members) {
        return members.getJsonArray(FIELD, new JsonArray()).stream()
                .map(id -> UUID.fromString((String) id))
                .toList();
    }
}
