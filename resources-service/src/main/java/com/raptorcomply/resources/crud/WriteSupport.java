package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shared steps of creating and updating a record. */
public final class WriteSupport {
    /** The table of people, which follows the key service. */
    private static final String PERSON = "person";

    private static final String ITEM = "[].";

    private WriteSupport() {}

    /** Throws a 422 with all faults of the body of an action, if it has any. */
    public static void check(ObjectSchema schema, JsonObject body) {
        refuse(schema.check(body, new JsonObject(), schema.writable(body)));
    }

    /** Throws a 422 with all faults of a body, if it has any. */
    public static void refuse(List<Violation> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults).exception();
        }
    }

    /**
     * Checks, without waiting, that each referenced record exists for the caller, and locks it until the transaction
     * ends. A record of another organization does not exist.
     */
    static Future<?> references(UnitOfWork work, ResourceDefinition definition, JsonObject body) {
        List<Future<?>> found = new ArrayList<>();
        definition.references().forEach((field, table) -> ids(body, field)
                .forEach((place, id) -> found.add(reference(work, place, table, UUID.fromString(id)))));
        return Future.join(found);
    }

    /** Checks, without waiting, the conditions that the definition declares in code. */
    static Future<?> conditions(UnitOfWork work, ResourceDefinition definition, JsonObject before, JsonObject after) {
        return Future.join(definition.conditions().stream()
                .<Future<?>>map(
                        condition -> Future.succeededFuture().compose(begun -> condition.check(work, before, after)))
                .toList());
    }

    /** Checks, without waiting, that the record is part of what can be changed now; else fails with a 409. */
    static Future<?> wholes(UnitOfWork work, ResourceDefinition definition, JsonObject part) {
        return Future.join(definition.within().stream()
                .map(whole -> whole.requireEditable(work, part))
                .toList());
    }

    /**
     * Checks, without waiting, that a person of the organization exists. The writer asks the key service once for a person
     * who is not known; then it is a 422 that names the field.
     */
    public static Future<?> person(UnitOfWork work, String field, UUID id) {
        return reference(work, field, PERSON, id);
    }

    /** Returns the statements of {@link #person}, for preparing them at start. */
    public static List<String> statements() {
        return List.of(reference(PERSON));
    }

    /** Returns the ids of a field with the places where they stand. {@code items[].id} is a field of each item of an array. */
    private static Map<String, String> ids(JsonObject body, String field) {
        Map<String, String> ids = new LinkedHashMap<>();
        int inItems = field.indexOf(ITEM);
        if (inItems < 0) {
            put(ids, field, body.getString(field));
            return ids;
        }
        String member = field.substring(inItems + ITEM.length());
        JsonArray items = body.getJsonArray(field.substring(0, inItems));
        for (int i = 0; items != null && i < items.size(); i++) {
            String place = field.substring(0, inItems) + '[' + i + "]." + member;
            put(ids, place, items.getJsonObject(i).getString(member));
        }
        return ids;
    }

    private static void put(Map<String, String> ids, String place, @Nullable String id) {
        if (id != null) {
            ids.put(place, id);
        }
    }

    private static Future<?> reference(UnitOfWork work, String field, String table, UUID id) {
        return work.execute(reference(table), Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                if (table.equals(PERSON)) {
                    work.missPerson();
                }
                refuse(List.of(dangling(field)));
            }
            return rows;
        });
    }

    /** Locks a referenced record. $1 id. */
    static String reference(String table) {
        return "SELECT 1 FROM " + table + " r WHERE r.id = $1 AND r.deleted_at IS NULL FOR SHARE";
    }

    /** Returns the fault of a field that refers to no record that the caller sees. */
    public static Violation dangling(String field) {
        return Violation.of(field, ErrorCode.REFERENCE_NOT_FOUND, "refers to a record that does not exist");
    }
}
