package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two fields that refer to a record of any of several tables: its id, and its type, which is the name of its table. Both
 * have a value, or neither has. The caller must see the record. A caller with restrictions must name one, because it would
 * not see its own record otherwise.
 *
 * @param idField with the id
 * @param typeField with the type
 * @param tables the types
 */
public record SubjectReference(String idField, String typeField, List<String> tables) implements WriteCondition {
    @Override
    public Future<?> check(UnitOfWork work, JsonObject before, JsonObject after) {
        String id = after.getString(idField);
        String type = after.getString(typeField);
        if ((id == null) != (type == null)) {
            String missing = id == null ? idField : typeField;
            WriteSupport.refuse(List.of(Violation.of(
                    missing, ErrorCode.REQUIRED, "is required with '" + (id == null ? typeField : idField) + "'")));
        }
        if (id == null && work.tenant().isRestricted()) {
            throw Problem.forbidden(ErrorCode.RESTRICTED).exception();
        }
        return isSame(before, id, type) ? Future.succeededFuture() : find(work, id, type);
    }

    @Override
    public List<String> statements() {
        return tables.stream().map(WriteSupport::reference).toList();
    }

    private boolean isSame(JsonObject before, @Nullable String id, @Nullable String type) {
        return Objects.equals(before.getString(idField), id) && Objects.equals(before.getString(typeField), type);
    }

    private Future<?> find(UnitOfWork work, @Nullable String id, @Nullable String type) {
        if (id == null || type == null) {
            return Future.succeededFuture();
        }
        return work.execute(WriteSupport.reference(type), Tuple.of(UUID.fromString(id)))
                .map(rows -> {
                    WriteSupport.refuse(rows.size() == 1 ? List.of() : List.of(WriteSupport.dangling(idField)));
                    return rows;
                });
    }
}
