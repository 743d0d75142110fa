package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

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

    /** Applies a merge patch to a locked record, and returns the record. */
    public Future<Buffer> patch(UnitOfWork work, UUID id, Buffer current, JsonObject body) {
        return patch.change(work, id, current, body);
    }

    /** Replaces a locked record, and returns it. */
    public Future<Buffer> replace(UnitOfWork work, UUID id, Buffer current, JsonObject body) {
        return replace.change(work, id, current, body);
    }
}
