package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.FormFile;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.problem.SpooledFile;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.crud.Written;
import com.raptorcomply.resources.tenancy.PermissionHandler;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import com.raptorcomply.resources.transfer.ImportChange.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Imports the cyber assets of a CSV file into a cyber system, all or none. The file is read, staged and checked before
 * the change of the organization begins, so that other changes wait only while checked rows are stored.
 */
final class ImportHandler implements Handler<RoutingContext> {
    static final long FILE_BYTES_MAX = 64L * 1024 * 1024;

    private static final String UPDATE_PERMISSION = "cyber-assets:update";

    private final CompiledResource system;
    private final CompiledResource asset;
    private final ImportSql sql;
    private final TenantDatabase database;
    private final Writer writer;

    ImportHandler(
            CompiledResource system, CompiledResource asset, ImportSql sql, TenantDatabase database, Writer writer) {
        this.system = system;
        this.asset = asset;
        this.sql = sql;
        this.database = database;
        this.writer = writer;
    }

    /** The options of a request. */
    private record Options(UUID system, boolean isUpsert, boolean isDryRun) {
        static Options of(RoutingContext ctx) {
            return new Options(
                    Responses.id(ctx),
                    choice(ctx, "mode", Map.of("create", false, "upsert", true)),
                    choice(ctx, "dryRun", Map.of("false", false, "true", true)));
        }

        private static boolean choice(RoutingContext ctx, String name, Map<String, Boolean> choices) {
            List<String> sent = ctx.queryParams().getAll(name);
            Boolean choice = sent.isEmpty() ? Boolean.FALSE : choices.get(sent.get(0));
            if (choice == null || sent.size() > 1) {
                String words =
                        String.join(" or ", choices.keySet().stream().sorted().toList());
                throw Problem.of(ErrorCode.INVALID_PARAMETER, "Parameter '" + name + "' must be " + words + ", once")
                        .withField(name)
                        .exception();
            }
            return choice;
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        Options options = Options.of(ctx);
        if (options.isUpsert()) {
            PermissionHandler.require(StampHandler.tenant(ctx), UPDATE_PERMISSION);
        }
        database.read(ctx, system.sql().read(), Tuple.of(options.system()))
                .map(Responses::only)
                .compose(found -> FormFile.read(ctx.vertx(), ctx.request(), FILE_BYTES_MAX))
                .compose(file -> run(ctx, options, file).eventually(() -> FormFile.close(ctx.vertx(), file)))
                .onSuccess(written -> respond(ctx, written))
                .onFailure(failure -> {
                    // No response is possible after the client has left.
                    if (!ctx.response().closed()) {
                        ctx.fail(failure);
                    }
                });
    }

    private Future<Written> run(RoutingContext ctx, Options options, SpooledFile file) {
        JsonObject identity = new JsonObject().put("file", file.digest());
        if (options.isDryRun()) {
            return store(ctx, options, file, identity);
        }
        return writer.earlier(ctx, identity, system)
                .compose(earlier -> earlier != null
                        ? Future.succeededFuture(earlier)
                        : store(ctx, options, file, identity).recover(failure -> writer.earlier(ctx, identity, system)
                                // The same request may have stored these rows meanwhile, and then they are taken.
                                .compose(meanwhile -> meanwhile != null
                                        ? Future.succeededFuture(meanwhile)
                                        : Future.failedFuture(failure))));
    }

    private Future<Written> store(RoutingContext ctx, Options options, SpooledFile file, JsonObject identity) {
        Staging staging = new Staging(ctx, database, sql);
        ImportReport report = new ImportReport();
        return ctx.vertx()
                .executeBlocking(
                        () -> new ImportReader(file.read(), asset.schema(), staging.id(), options.system(), report),
                        false)
                .compose(reader -> report.isEmpty()
                        ? staging.stage(reader)
                                .compose(staged -> staging.check(options.isUpsert(), report))
                                .compose(checked -> finish(ctx, options, staging, reader, report, identity))
                                .eventually(staging::remove)
                        : Future.failedFuture(report.refusal()));
    }

    private Future<Written> finish(
            RoutingContext ctx,
            Options options,
            Staging staging,
            ImportReader reader,
            ImportReport report,
            JsonObject identity) {
        if (!report.isEmpty()) {
            return Future.failedFuture(report.refusal());
        }
        if (options.isDryRun()) {
            return outcome(ctx, staging, reader)
                    .map(outcome -> new Written(
                            system.path(options.system()), outcome.json(true).toBuffer(), false));
        }
        ImportChange change = new ImportChange(
                sql, staging, system, options.system(), options.isUpsert(), reader.row(), reader.stored());
        return writer.writeOnce(ctx, identity, system, change)
                .recover(failure -> explain(failure, staging, options.isUpsert(), report));
    }

    /** Checks the rows again if another change came between, so that the client hears which of them it concerns. */
    private static Future<Written> explain(Throwable failure, Staging staging, boolean isUpsert, ImportReport report) {
        return !(failure instanceof ProblemException refused)
                        || refused.problem().status() >= 500
                ? Future.failedFuture(failure)
                : staging.check(isUpsert, report)
                        .compose(checked -> Future.failedFuture(report.isEmpty() ? failure : report.refusal()));
    }

    private Future<Outcome> outcome(RoutingContext ctx, Staging staging, ImportReader reader) {
        Tuple parameters = Tuple.of(staging.id(), 0, reader.row())
                .addArrayOfString(reader.stored().toArray(String[]::new));
        return database.preparing(
                        ctx,
                        connection -> connection.preparedQuery(sql.outcome()).execute(parameters))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    long found = row.getLong(0);
                    long updated = row.getLong(1);
                    return new Outcome(reader.count() - found, updated, found - updated);
                });
    }

    private static void respond(RoutingContext ctx, Written written) {
        if (written.replayed()) {
            ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
        }
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(written.body());
    }
}
