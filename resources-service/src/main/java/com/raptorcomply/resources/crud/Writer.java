package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.activity.ActivityLog;
import com.raptorcomply.resources.activity.Change;
import com.raptorcomply.resources.crud.Idempotency.Repeated;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only way to change records. It runs a command in one transaction: BEGIN, claim of the Idempotency-Key, the
 * command with its locks and conditions, log entries, stored response, COMMIT. It repeats the first response to a
 * repeated request, and translates refusals of PostgreSQL into the client's errors. If the command refers to a person
 * who is not known, the writer asks the key service once and runs the command again. Any thread.
 */
public final class Writer {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final TenantDatabase database;
    private final ConstraintErrors errors;
    private final boolean requireIfMatch;
    private final Supplier<Future<Void>> people;
    private final Consumer<UUID> committed;

    /**
     * Creates the writer of a database.
     *
     * @param requireIfMatch true if a change of a record needs If-Match
     * @param people reads which people there are now
     * @param committed receives the organization after each change
     */
    Writer(
            TenantDatabase database,
            ConstraintErrors errors,
            boolean requireIfMatch,
            Supplier<Future<Void>> people,
            Consumer<UUID> committed) {
        this.database = database;
        this.errors = errors;
        this.requireIfMatch = requireIfMatch;
        this.people = people;
        this.committed = committed;
    }

    /** Changes records. A failed future rolls all of it back. */
    @FunctionalInterface
    public interface Command<T> {
        Future<T> run(UnitOfWork work);

        /**
         * Returns the statements that run before other changes of the organization have to wait, in the same transaction;
         * null without any. They must neither lock nor change records.
         */
        default @Nullable Function<SqlConnection, Future<?>> preparation() {
            return null;
        }
    }

    /** Runs a command that needs no Idempotency-Key, because its method is idempotent (RFC 9110 section 9.2.2). */
    public <T> Future<T> write(RoutingContext ctx, Command<T> command) {
        return run(ctx, command, connection -> Future.succeededFuture(), (connection, result) -> List.of());
    }

    /**
     * Runs the command of a POST. With an Idempotency-Key, it runs once, and repetitions get the first response.
     *
     * @param body of the request; a repetition has the same method, path, query and body
     * @param resource of the record that was created or acted on; a repetition is answered only if the caller sees it
     */
    public Future<Written> writeOnce(
            RoutingContext ctx, JsonObject body, CompiledResource resource, Command<Written> command) {
        return writeOnce(ctx, body, resource.sql().read(), command);
    }

    /**
     * Does the same for a record that is no declared resource.
     *
     * @param read the scoped query of one record by its id
     */
    public Future<Written> writeOnce(RoutingContext ctx, JsonObject body, String read, Command<Written> command) {
        Idempotency idempotency = Idempotency.of(ctx.request(), StampHandler.tenant(ctx), body);
        return idempotency == null
                ? write(ctx, command)
                : run(
                                ctx,
                                command,
                                idempotency::claim,
                                (connection, written) -> List.of(idempotency.store(connection, written)))
                        .recover(failure -> failure instanceof Repeated
                                ? idempotency.repeat(ctx, database, read)
                                : Future.failedFuture(failure));
    }

    /**
     * Returns the response of {@link #writeOnce} to an earlier request that this one repeats; null if it is the first one.
     * For requests that have much to do before they write.
     */
    public Future<@Nullable Written> earlier(RoutingContext ctx, JsonObject body, CompiledResource resource) {
        Idempotency idempotency = Idempotency.of(ctx.request(), StampHandler.tenant(ctx), body);
        return idempotency == null
                ? Future.succeededFuture(null)
                : idempotency.earlier(ctx, database, resource.sql().read());
    }

    /** Returns the client's error of a failure; a failure that is none stays as it is. */
    Throwable explain(Tenant tenant, Throwable failure) {
        return errors.explain(tenant, failure);
    }

    private <T> Future<T> run(
            RoutingContext ctx,
            Command<T> command,
            Function<SqlConnection, Future<?>> claim,
            BiFunction<SqlConnection, T, List<Future<?>>> store) {
        AtomicBoolean lacksPerson = new AtomicBoolean();
        return attempt(ctx, command, claim, store, lacksPerson)
                .recover(failure -> lacksPerson.get()
                        ? askForPeople().compose(asked -> attempt(ctx, command, claim, store, lacksPerson))
                        : Future.failedFuture(failure))
                .recover(failure -> Future.failedFuture(explain(StampHandler.tenant(ctx), failure)));
    }

    /** Runs the command once. It tells if the command referred to a person who is not known. */
    private <T> Future<T> attempt(
            RoutingContext ctx,
            Command<T> command,
            Function<SqlConnection, Future<?>> claim,
            BiFunction<SqlConnection, T, List<Future<?>>> store,
            AtomicBoolean lacksPerson) {
        Tenant tenant = StampHandler.tenant(ctx);
        String requestId = RequestId.of(ctx.request());
        List<Change> changes = new ArrayList<>();
        AtomicReference<@Nullable UnitOfWork> begun = new AtomicReference<>();
        Function<SqlConnection, Future<T>> run = connection -> {
            UnitOfWork work = new UnitOfWork(ctx.request(), connection, tenant, requireIfMatch, changes, lacksPerson);
            begun.set(work);
            return both(claim.apply(connection), command.run(work));
        };
        BiFunction<SqlConnection, T, Future<?>> end = (connection, result) -> {
            List<Future<?>> last = new ArrayList<>(store.apply(connection, result));
            UnitOfWork work = begun.get();
            if (work != null && work.hasEntries()) {
                last.add(ActivityLog.append(connection, tenant, requestId, changes));
            }
            return Future.join(last);
        };
        Function<SqlConnection, Future<?>> preparation = command.preparation();
        Future<T> written =
                preparation == null ? database.writing(ctx, run, end) : database.writing(ctx, preparation, run, end);
        return written.onSuccess(done -> {
            UnitOfWork work = begun.get();
            if (work != null && work.hasEntries()) {
                committed.accept(tenant.organizationId());
            }
        });
    }

    /** Reads who there is now, outside of any transaction, because others of the organization wait for it to end. */
    private Future<Void> askForPeople() {
        return people.get()
                .recover(failure -> Future.failedFuture(Problem.retryable(
                                ErrorCode.DEPENDENCY_UNAVAILABLE,
                                "The service that knows the people cannot be reached",
                                RETRY_AFTER_SECONDS)
                        .exception()));
    }

    /**
     * Waits until both have ended, because a command that goes on after its transaction would write without a tenant. The
     * failure of the claim comes first: the response to a repeated request is the first one, even if it would fail now.
     */
    private static <T> Future<T> both(Future<?> claimed, Future<T> done) {
        return Future.join(claimed, done)
                .transform(ended -> claimed.failed() ? Future.failedFuture(claimed.cause()) : done);
    }
}
