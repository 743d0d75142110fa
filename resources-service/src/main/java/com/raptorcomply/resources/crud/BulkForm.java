package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.SanitizedName;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.IdType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The form of a request for many records.
 *
 * @param items the member with the items
 * @param record the member of an outcome with the record
 * @param hasActions true if each item names its action; false if each is a record to create
 */
public record BulkForm(String items, String record, boolean hasActions) {
    /** The most items of a request. */
    public static final int ITEMS_MAX = 1_000;

    private static final String ACTION = "action";
    private static final String ID = "id";
    private static final String IF_MATCH = "ifMatch";
    private static final String RECORD = "record";
    private static final Set<String> MEMBERS = Set.of(ACTION, ID, IF_MATCH, RECORD);

    /** Items that create, update, or create or replace by the natural key. */
    static BulkForm ofActions() {
        return new BulkForm("items", RECORD, true);
    }

    /** Returns the items of a body; throws a 422 if it has none, too many or something else. */
    List<BulkItem> read(JsonObject body) {
        List<Violation> faults = new ArrayList<>();
        unknown(body, Set.of(items), "", faults);
        List<BulkItem> read = new ArrayList<>();
        if (body.getValue(items) == null) {
            faults.add(Violation.of(items, ErrorCode.REQUIRED, "is required"));
        } else if (!(body.getValue(items) instanceof JsonArray array)) {
            faults.add(Violation.of(items, ErrorCode.INVALID_TYPE, "must be an array"));
        } else if (array.isEmpty() || array.size() > ITEMS_MAX) {
            ErrorCode code = array.isEmpty() ? ErrorCode.INVALID_VALUE : ErrorCode.TOO_LONG;
            faults.add(Violation.of(items, code, "must have 1 to " + ITEMS_MAX + " items"));
        } else {
            for (int i = 0; i < array.size(); i++) {
                String place = items + '[' + i + ']';
                if (array.getValue(i) instanceof JsonObject item) {
                    read.add(hasActions ? item(place, item, faults) : BulkItem.creation(place, item));
                } else {
                    faults.add(Violation.of(place, ErrorCode.INVALID_TYPE, "must be an object"));
                }
            }
        }
        WriteSupport.refuse(faults.size() > BulkItem.FAULTS_MAX ? faults.subList(0, BulkItem.FAULTS_MAX) : faults);
        return read;
    }

    private static BulkItem item(String place, JsonObject item, List<Violation> faults) {
        int before = faults.size();
        String prefix = place + '.';
        unknown(item, MEMBERS, prefix, faults);
        BulkItem.Action action = BulkItem.Action.of(item.getValue(ACTION));
        if (action == null) {
            faults.add(Violation.of(prefix + ACTION, ErrorCode.INVALID_VALUE, "must be one of create, update, upsert"));
        }
        boolean isUpdate = action == BulkItem.Action.UPDATE;
        Object id = item.getValue(ID);
        if (isUpdate != (id != null)) {
            faults.add(Violation.of(
                    prefix + ID,
                    isUpdate ? ErrorCode.REQUIRED : ErrorCode.INVALID_VALUE,
                    isUpdate ? "is required" : "is for the action update only"));
        } else if (id != null && (!(id instanceof String text) || IdType.parse(text) == null)) {
            faults.add(Violation.of(prefix + ID, ErrorCode.INVALID_VALUE, "must be a UUID"));
        }
        Object condition = item.getValue(IF_MATCH);
        if (condition != null && (!(condition instanceof String) || action == BulkItem.Action.CREATE)) {
            faults.add(Violation.of(
                    prefix + IF_MATCH, ErrorCode.INVALID_VALUE, "must be an ETag, and is not for the action create"));
        }
        if (!(item.getValue(RECORD) instanceof JsonObject)) {
            faults.add(Violation.of(prefix + RECORD, ErrorCode.INVALID_TYPE, "must be an object"));
        }
        return faults.size() > before || action == null
                ? BulkItem.creation(place, new JsonObject())
                : new BulkItem(
                        place,
                        action,
                        isUpdate ? IdType.parse((String) id) : null,
                        (String) condition,
                        item.getJsonObject(RECORD));
    }

    private static void unknown(JsonObject object, Set<String> known, String prefix, List<Violation> faults) {
        object.fieldNames().stream()
                .filter(name -> !known.contains(name))
                .map(name -> prefix + SanitizedName.of(name))
                .map(Violation::unknown)
                .forEach(faults::add);
    }

    /** Returns the response. */
    JsonObject response(List<BulkItem> all) {
        JsonArray outcomes = new JsonArray();
        all.forEach(item -> outcomes.add(item.outcome(record)));
        JsonObject response = new JsonObject().put("created", count(all, BulkItem.Effect.CREATED));
        if (hasActions) {
            for (BulkItem.Effect effect : List.of(BulkItem.Effect.UPDATED, BulkItem.Effect.UNCHANGED)) {
                response.put(effect.name().toLowerCase(Locale.ROOT), count(all, effect));
            }
        }
        return response.put("failed", count(all, BulkItem.Effect.NONE)).put("outcomes", outcomes);
    }

    private static long count(List<BulkItem> all, BulkItem.Effect effect) {
        return all.stream().filter(item -> item.effect() == effect).count();
    }
}
