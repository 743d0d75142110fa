package com.raptorcomply.resources.policy;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.crud.ChangeRule;
import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Deletes the parts of a policy document with it. */
final class PartsOfDeleted implements ChangeRule {
    private final String table;
    private final String sql;

    PartsOfDeleted(String table) {
        this.table = table;
        this.sql = Postgres.ONCE + "UPDATE " + table + " p SET deleted_at = change_time(), updated_at = change_time()"
                + " WHERE p.policy_document_id = $1 AND p.deleted_at IS NULL RETURNING p.id, p.title";
    }

    @Override
    public boolean appliesTo(Set<String> changedFields) {
        return false;
    }

    @Override
    public Future<?> apply(UnitOfWork work, UUID id) {
        return work.execute(sql, Tuple.of(id)).map(parts -> {
            for (Row part : parts) {
                JsonObject details =
                        new JsonObject().put("policyDocumentId", id.toString()).put("title", part.getString(1));
                work.log("delete", table, part.getUUID(0), details);
            }
            return parts;
        });
    }

    @Override
    public List<String> statements() {
        return List.of(sql);
    }
}
