package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteCondition;
import com.raptorcomply.resources.crud.WriteSupport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Refuses evidence about a record that does not exist for the caller, and names the field. The record's type is the name of
 * its table, or access_control for a person. The database refuses such evidence as well.
 */
final class EvidenceSubject implements WriteCondition {
    private static final String OF_A_PERSON = "access_control";
    private static final String FIND = "SELECT lock_subject($1, $2)";

    @Override
    public Future<?> check(UnitOfWork work, JsonObject before, JsonObject after) {
        UUID id = UUID.fromString(after.getString("resourceId"));
        String type = after.getString("resourceType");
        return work.execute(FIND, Tuple.of(type, id)).map(rows -> {
            boolean isThere = rows.iterator().next().getBoolean(0);
            if (!isThere && type.equals(OF_A_PERSON)) {
                work.missPerson();
            }
            WriteSupport.refuse(isThere ? List.of() : List.of(WriteSupport.dangling("resourceId")));
            return rows;
        });
    }

    @Override
    public List<String> statements() {
        return List.of(FIND);
    }
}
