package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

/**
 * Reads one record of a resource by a condition of its own, in the form of a schema of its own. Any thread.
 *
 * @param read scoped, for a request of its own
 * @param inside for a transaction
 */
public record View(String read, String inside) {
    /**
     * Composes the statements.
     *
     * @param sql of the resource with that schema
     * @param condition over the row {@code r}
     * @param parameters the number of parameters of the condition
     */
    static View of(ResourceSql sql, String condition, int parameters) {
        String inside = sql.where(condition);
        return new View(TenantDatabase.scopedToOne(inside + " AND caller.known", parameters), inside);
    }

    /** Returns the record as the transaction sees it; fails with a 404 without one. */
    public Future<Buffer> inside(UnitOfWork work, Tuple parameters) {
        return work.execute(inside, parameters).map(Responses::only);
    }
}
