package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Shared steps of creating and updating a record. */
public final class WriteSupport {
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
        definition.references().forEach((field, table) -> {
            String id = body.getString(field);
            if (id != null) {
                found.add(work.execute(reference(table), Tuple.of(UUID.fromString(id)))
                        .map(rows -> {
                            refuse(rows.size() == 1 ? List.of() : List.of(dangling(field)));
                            return rows;
                        }));
            }
        });
        return Future.join(found);
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
