package com.raptorcomply.resources.inventory;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.Computed;
import com.raptorcomply.resources.crud.LinkedField;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteSupport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The assets of a physical area. Each is in the area's facility or control center. A change replaces those that the
 * caller sees; the others stay.
 */
final class AreaAssets implements LinkedField {
    static final String FIELD = "cyberAssetIds";

    private static final String MEMBER = """
            (SELECT '[' || COALESCE(string_agg('{"id":"' || a.id || '","assetTitle":' || to_json(a.asset_title)::text
               || ',"assetTag":' || to_json(a.asset_tag)::text || '}', ',' ORDER BY a.asset_tag), '') || ']'
             FROM %s WHERE p.physical_area_id = r.id AND a.deleted_at IS NULL%s)""";
    /** The assets as responses show them. */
    static final Computed SHOWN = new Computed(
            MEMBER.formatted("physical_area_cyber_asset p JOIN cyber_asset a ON a.id = p.cyber_asset_id", ""),
            MEMBER.formatted(
                    "physical_area_cyber_asset_history p JOIN cyber_asset_history a ON a.id = p.cyber_asset_id",
                    " AND p.linked_at <= moment.time AND p.superseded_at > moment.time"
                            + " AND a.updated_at <= moment.time AND a.superseded_at > moment.time"));

    private static final List<String> PLACE = List.of("facilityId", "controlCenterId");

    private static final String LOCK = """
            SELECT a.id, s.facility_id IS NOT DISTINCT FROM $2 AND s.control_center_id IS NOT DISTINCT FROM $3 AS is_here
            FROM cyber_asset a JOIN cyber_system s ON s.id = a.cyber_system_id
            WHERE a.id = ANY ($1) AND a.deleted_at IS NULL FOR SHARE OF a, s""";
    private static final String UNLINK = """
            DELETE FROM physical_area_cyber_asset WHERE physical_area_id = $1 AND cyber_asset_id <> ALL ($2)""";
    private static final String LINK = """
            INSERT INTO physical_area_cyber_asset (organization_id, physical_area_id, cyber_asset_id)
            SELECT $1, $2, id FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING""";

    @Override
    public JsonArray stored(JsonObject record) {
        JsonArray ids = new JsonArray();
        record.getJsonArray("cyberAssets").forEach(asset -> ids.add(((JsonObject) asset).getString("id")));
        return ids;
    }

    @Override
    public boolean appliesTo(Set<String> changedFields) {
        return changedFields.contains(FIELD) || PLACE.stream().anyMatch(changedFields::contains);
    }

    @Override
    public Future<?> store(UnitOfWork work, UUID id, JsonObject before, JsonObject after) {
        UUID[] ids = ids(after);
        Tuple place = Tuple.of(ids, uuid(after.getString("facilityId")), uuid(after.getString("controlCenterId")));
        return work.execute(LOCK, place)
                .map(rows -> {
                    Map<UUID, Boolean> isHere = new HashMap<>();
                    for (Row row : rows) {
                        isHere.put(row.getUUID(0), row.getBoolean(1));
                    }
                    WriteSupport.refuse(faults(ids, isHere, movedBy(before, after)));
                    return rows;
                })
                .compose(checked -> work.execute(UNLINK, Tuple.of(id).addArrayOfUUID(ids)))
                .compose(unlinked -> work.execute(LINK, Tuple.of(work.tenant().organizationId(), id, ids)));
    }

    @Override
    public List<String> statements() {
        return List.of(LOCK, UNLINK, LINK);
    }

    private static List<Violation> faults(UUID[] ids, Map<UUID, Boolean> isHere, @Nullable String movedBy) {
        List<Violation> faults = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            String field = FIELD + "[" + i + "]";
            Boolean here = isHere.get(ids[i]);
            if (here == null) {
                faults.add(WriteSupport.dangling(field));
            } else if (!here) {
                faults.add(
                        movedBy == null
                                ? Violation.of(field, ErrorCode.INVALID_VALUE, "names an asset of another place")
                                : Violation.of(
                                        movedBy,
                                        ErrorCode.INVALID_VALUE,
                                        "moves the area away from its assets: send " + FIELD + " too"));
            }
        }
        return movedBy == null || faults.isEmpty() ? faults : faults.subList(0, 1);
    }

    /** Returns the field that moves the area while its assets stay; null if the change names the assets. */
    private static @Nullable String movedBy(JsonObject before, JsonObject after) {
        if (before.isEmpty() || !Objects.equals(before.getValue(FIELD), after.getValue(FIELD))) {
            return null;
        }
        return PLACE.stream()
                .filter(field -> after.getString(field) != null)
                .findFirst()
                .orElse(null);
    }

    private static UUID[] ids(JsonObject after) {
        return after.getJsonArray(FIELD, new JsonArray()).stream()
                .map(id -> UUID.fromString((String) id))
                .toArray(UUID[]::new);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
