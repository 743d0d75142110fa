package com.raptorcomply.resources.inventory;

import com.raptorcomply.resources.crud.ChangeRule;
import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Takes assets out of physical areas where they no longer are: when an asset moves to a system of another place or is
 * deleted, and when a system with its assets moves to another place. Each area that loses assets has a log entry.
 */
final class AssetsLeaveAreas implements ChangeRule {
    /** Applies to assets. */
    static final ChangeRule OF_ASSET =
            new AssetsLeaveAreas(Set.of("cyberSystemId"), "SELECT area, gone FROM leave_areas(ARRAY[$1::uuid])");

    /** Applies to systems. */
    static final ChangeRule OF_SYSTEM = new AssetsLeaveAreas(Set.of("facilityId", "controlCenterId"), """
            SELECT area, gone FROM leave_areas(ARRAY(
              SELECT a.id FROM cyber_asset a WHERE a.cyber_system_id = $1 AND a.deleted_at IS NULL))""");

    private final Set<String> fields;
    private final String sql;

    private AssetsLeaveAreas(Set<String> fields, String sql) {
        this.fields = fields;
        this.sql = sql;
    }

    @Override
    public boolean appliesTo(Set<String> changedFields) {
        return changedFields.stream().anyMatch(fields::contains);
    }

    @Override
    public Future<?> apply(UnitOfWork work, UUID id) {
        return work.execute(sql, Tuple.of(id)).map(areas -> {
            for (Row area : areas) {
                JsonArray gone = new JsonArray(List.of(area.getArrayOfUUIDs(1)).stream()
                        .map(UUID::toString)
                        .toList());
                JsonObject removed = new JsonObject().put("removed", gone);
                work.log("update", "physical_area", area.getUUID(0), new JsonObject().put(AreaAssets.FIELD, removed));
            }
            return areas;
        });
    }

    @Override
    public List<String> statements() {
        return List.of(sql);
    }
}
