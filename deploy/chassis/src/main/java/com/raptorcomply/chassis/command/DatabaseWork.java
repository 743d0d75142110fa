package com.raptorcomply.chassis.command;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.postgres.OtherTablesException;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command's work on the database from a thread of its own. It waits for the database, prints each reason for
 * waiting, and gives up with the last one.
 */
final class DatabaseWork {
    private static final long PROGRESS_MILLIS = 1_000;

    private final Vertx vertx;
    private final Postgres postgres;
    private final Readiness readiness;
    private final PrintWriter err;
    private String lastPrinted = "";

    private DatabaseWork(Vertx vertx, PostgresConfig service, PrintWriter err) {
        this.vertx = vertx;
        this.readiness = new Readiness(vertx);
        this.postgres = Postgres.open(vertx, service, new SimpleMeterRegistry(), readiness);
        this.err = err;
    }

    /**
     * Blocks until the work is done.
     *
     * @param service the service's own settings, because migrations grant to its role
     * @param role the settings for the work
     * @param prepare makes the tables at the location of migrations ready
     * @return the result of the work, or 1 after a failure, which is printed
     */
    static int run(
            Operator operator,
            PostgresConfig service,
            PostgresConfig role,
            PrintWriter err,
            BiFunction<Postgres, String, Future<Void>> prepare,
            Function<Pool, Future<Integer>> work) {
        Vertx vertx = Vertx.vertx();
        try {
            DatabaseWork command = new DatabaseWork(vertx, service, err);
            return command.within(operator.databaseWait(), prepare.apply(command.postgres, operator.migrations()))
                    .compose(done -> work.apply(command.pool(role)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            err.println(words(e.getCause()));
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String words(@Nullable Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem().message();
        }
        return failure instanceof OtherTablesException
                ? String.valueOf(failure.getMessage())
                : "Failed: " + FailureReason.of(failure);
    }

    private Pool pool(PostgresConfig role) {
        return Postgres.open(vertx, role, new SimpleMeterRegistry(), new Readiness(vertx))
                .pool();
    }

    private Future<Void> within(Duration wait, Future<Void> prepared) {
        Promise<Void> done = Promise.promise();
        prepared.onComplete(done::tryComplete, done::tryFail);
        long progress = vertx.setPeriodic(PROGRESS_MILLIS, tick -> reason().onSuccess(this::print));
        long end = vertx.setTimer(wait.toMillis(), tick -> reason().onSuccess(
                        reason -> done.tryFail("no database within " + wait.toSeconds() + " s. " + reason)));
        return done.future().onComplete(ended -> {
            vertx.cancelTimer(progress);
            vertx.cancelTimer(end);
        });
    }

    private Future<String> reason() {
        return readiness.report().map(report -> report.checks()
                .getOrDefault("database", CheckResult.ok())
                .message());
    }

    private void print(String reason) {
        if (!reason.isEmpty() && !reason.equals(lastPrinted)) {
            lastPrinted = reason;
            err.println(reason);
        }
    }
}
