package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.activity.Change;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction in which a {@link Writer.Command} changes records of one organization. It collects the log entries of
 * the changes; {@link Writer} stores them before COMMIT. Confined to the event loop of its request.
 */
public final class UnitOfWork {
    private final HttpServerRequest request;
    private final SqlConnection connection;
    private final Tenant tenant;
    private final boolean requireIfMatch;
    private final List<Change> changes;
    private final AtomicBoolean lacksPerson;
    private boolean hasLogged;

    /**
     * Begins the work of a request.
     *
     * @param changes receives the log entries
     * @param lacksPerson becomes true if the command refers to a person who is not known
     */
    UnitOfWork(
            HttpServerRequest request,
            SqlConnection connection,
            Tenant tenant,
            boolean requireIfMatch,
            List<Change> changes,
            AtomicBoolean lacksPerson) {
        this.request = request;
        this.connection = connection;
        this.tenant = tenant;
        this.requireIfMatch = requireIfMatch;
        this.changes = changes;
        this.lacksPerson = lacksPerson;
    }

    /** Returns the caller. */
    public Tenant tenant() {
        return tenant;
    }

    /** Sends a statement without waiting for those before it. It sees only rows that the caller may see. */
    public Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    /** Tells the writer that a person is not known, so it asks for people and runs the command again, once. */
    public void missPerson() {
        lacksPerson.set(true);
    }

    /** Returns true if the command refers to a person who is not known. */
    boolean lacksPerson() {
        return lacksPerson.get();
    }

    /**
     * Runs a part of the work. If it fails, its changes and log entries are undone, and the rest of the work stands. The part
     * must not end before all its statements.
     */
    <T> Future<T> attempt(Supplier<Future<T>> part) {
        int logged = changes.size();
        Future<?> begun = connection.query("SAVEPOINT part").execute();
        Future<T> done = part.get();
        return Future.join(begun, done).transform(ended -> {
            if (done.succeeded()) {
                return connection.query("RELEASE SAVEPOINT part").execute().map(done.result());
            }
            changes.subList(logged, changes.size()).clear();
            return connection
                    .query("ROLLBACK TO SAVEPOINT part")
                    .execute()
                    .transform(undone -> Future.failedFuture(undone.failed() ? undone.cause() : done.cause()));
        });
    }

    /** Adds an entry to the log, which is written with the transaction. */
    public void log(String action, String resourceType, UUID id, JsonObject details) {
        changes.add(new Change(action, resourceType, id, details));
    }

    /** Says that statements have added entries to the log by {@code add_entries}. */
    public void logged() {
        hasLogged = true;
    }

    /** Returns true if the transaction has entries of the log. */
    boolean hasEntries() {
        return hasLogged || !changes.isEmpty();
    }

    /** Locks a live record until the transaction ends, and returns it; fails with a 404 without one. */
    public Future<Buffer> lock(CompiledResource resource, UUID id) {
        return execute(resource.sql().lock(), Tuple.of(id)).map(Responses::only);
    }

    /** Locks a record with states; fails with a 404, or with a 409 if it cannot be changed now. */
    public Future<?> lockEditable(CompiledResource resource, UUID id) {
        ResourceDefinition definition = resource.definition();
        return lock(resource, id).map(current -> {
            Objects.requireNonNull(definition.states()).requireEditable(definition.noun(), current.toJsonObject());
            return current;
        });
    }

    /**
     * Locks the record that the request is about, and evaluates the request's conditions on it (RFC 9110 section 13.2).
     * Fails with a 404, 412 or 428.
     */
    public Future<Buffer> lockIfMatching(CompiledResource resource, UUID id) {
        return lock(resource, id).map(this::requireMatch);
    }

    /** Returns the record as it is stored; throws a 412 or 428 if the conditions of the request do not hold for it. */
    public Buffer requireMatch(Buffer current) {
        Problem refusal = EntityTag.refusal(request, EntityTag.of(current), requireIfMatch);
        if (refusal != null) {
            throw refusal.exception();
        }
        return current;
    }

    /**
     * Does the same for a condition of one of many records.
     *
     * @param ifMatch the ETag that the record must have; null without a condition
     */
    void requireMatch(Buffer current, @Nullable String ifMatch) {
        if (ifMatch == null && requireIfMatch) {
            throw Problem.preconditionRequired().exception();
        }
        if (ifMatch != null && !EntityTag.isOf(current, ifMatch)) {
            throw Problem.preconditionFailed().exception();
        }
    }

    /** Throws a 412 if there is a condition where no record is yet. */
    void requireNone(@Nullable String ifMatch) {
        if (ifMatch != null) {
            throw Problem.preconditionFailed().exception();
        }
    }

    /** Throws a 412 if the request's conditions do not hold where no record is yet: {@code If-Match} names none. */
    public void requireNone() {
        Problem refusal = EntityTag.refusalOfNew(request);
        if (refusal != null) {
            throw refusal.exception();
        }
    }
}
