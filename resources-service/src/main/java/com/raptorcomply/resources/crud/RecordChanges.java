package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates and updates records of a declared resource for operations that are not plain, as the plain ones do: with checks,
 * references, rules and log entries. Any thread.
 */
public final class RecordChanges {
    private final CompiledResource resource;
    private final CreateHandler create;
    private final UpdateHandler patch;
    private final UpdateHandler replace;

    /** @param writer in which the operations run */
    public RecordChanges(CompiledResource resource, Writer writer) {
        this.resource = resource;
        this.create = new CreateHandler(resource, writer);
        this.patch = new UpdateHandler(resource, writer, true);
        this.replace = new UpdateHandler(resource, writer, false);
    }

    /** Returns an id for a new record. */
    public static UUID newId() {
        return RecordIds.next();
    }

    /** Returns the faults in the form of a new record's body. */
    public List<Violation> faults(JsonObject body) {
        ObjectSchema schema = resource.schema();
        return schema.check(body, CreateHandler.NEW, schema.writable(body));
    }

    /** Checks what a new record refers to, without waiting; fails with the client's error. */
    public Future<?> check(UnitOfWork work, JsonObject body) {
        JsonObject members = resource.withDefaults(new JsonObject(), body);
        return Future.join(
                WriteSupport.references(work, resource.definition(), members),
                WriteSupport.conditions(work, resource.definition(), new JsonObject(), members));
    }

    /** Creates a record whose body has no {@link #faults}, and returns it. */
    public Future<Buffer> create(UnitOfWork work, UUID id, JsonObject body) {
        return create.insert(work, id, resource.withDefaults(new JsonObject(), body));
    }

    /** Locks the record with the natural key of a body, and returns it; null if the caller sees none. */
    Future<@Nullable Put> find(UnitOfWork work, JsonObject body) {
        Field key = resource.key();
        String sought = body.getValue(key.name()) instanceof String text ? text : null;
        return work.execute(resource.sql().lockBy(key), Tuple.of(sought)).map(rows -> {
            for (Row row : rows) {
                Buffer current = row.getBuffer(0);
                return new Put(UUID.fromString(current.toJsonObject().getString("id")), current, false);
            }
            return null;
        });
    }

    /**
     * Replaces the record that {@link #find} has found, or creates it. Fails with the client's error, also if there is one
     * with the same natural key that the caller does not see.
     */
    Future<Put> upsert(UnitOfWork work, JsonObject body, @Nullable Put found) {
        if (found != null) {
            return replace(work, found.id(), found.body(), body).map(stored -> new Put(found.id(), stored, false));
        }
        WriteSupport.refuse(faults(body));
        UUID id = newId();
        return create(work, id, body).map(stored -> new Put(id, stored, true));
    }

    /** Applies a merge patch to a locked record, and returns the record. */
    public Future<Buffer> patch(UnitOfWork work, UUID id, Buffer current, JsonObject body) {
        return patch.change(work, id, current, body);
    }

    /** Replaces a locked record, and returns it. */
    public Future<Buffer> replace(UnitOfWork work, UUID id, Buffer current, JsonObject body) {
        return replace.change(work, id, current, body);
    }
}
