package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.schema.Field;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Makes records parts of another one: they can be changed only while that one can.
 *
 * @param field of the part with the id of the whole
 * @param whole a resource with states
 */
record Containment(String field, ResourceDefinition whole) {
    /** Reads the state of the whole. $1 id. */
    String sql() {
        return "SELECT w." + Field.column(states().field()) + " FROM " + whole.table() + " w WHERE w.id = $1";
    }

    /** Fails with a 409 if the whole cannot be changed now. A whole that does not exist is left to the reference. */
    Future<?> requireEditable(UnitOfWork work, JsonObject part) {
        String id = part.getString(field);
        if (id == null) {
            return Future.succeededFuture();
        }
        return work.execute(sql(), Tuple.of(UUID.fromString(id))).map(rows -> {
            rows.forEach(row -> states().requireEditable(whole.noun(), row.getString(0)));
            return rows;
        });
    }

    private States states() {
        States states = whole.states();
        if (states == null) {
            throw new IllegalStateException(whole.singular() + " has no states");
        }
        return states;
    }
}
