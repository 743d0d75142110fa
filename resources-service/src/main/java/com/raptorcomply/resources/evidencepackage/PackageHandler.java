package com.raptorcomply.resources.evidencepackage;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.crud.ContentEncoder;
import com.raptorcomply.resources.crud.History;
import com.raptorcomply.resources.crud.PastRecords;
import com.raptorcomply.resources.crud.RecordChanges;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.evidence.FileStorage;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import com.raptorcomply.resources.tenancy.PermissionHandler;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds with the package of a requirement and a period, and logs that it was made. What the caller could not read itself
 * is not in it: a caller needs the permissions to read all of it, and has no restrictions. A failure after the response has
 * begun cuts it.
 */
final class PackageHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(PackageHandler.class);

    /** The permissions on what a package shows besides the log, whose permission is the operation's own. */
    private static final List<String> PERMISSIONS = List.of(
            "control-centers:read",
            "facilities:read",
            "cyber-systems:read",
            "cyber-assets:read",
            "physical-areas:read",
            "policy-documents:read",
            "evidence:read",
            "files:read");

    /** Others get 503, because each reads for minutes. */
    private static final int AT_ONCE_MAX = 2;

    private static final int RETRY_AFTER_SECONDS = 30;
    private static final int RECEIPTS_MILLIS_MAX = 20_000;
    private static final int RECEIPTS_BYTES_MAX = 16 * 1024 * 1024;

    private final TenantDatabase database;
    private final Writer writer;
    private final FileStorage files;
    private final KeyServiceClient keyService;
    private final SortedMap<String, PastRecords> populations;
    private final Function<RoutingContext, Map<String, Object>> parameters;
    private final AtomicInteger running = new AtomicInteger();

    /**
     * @param populations by the name of their files
     * @param parameters reads the query parameters of a request
     */
    PackageHandler(
            TenantDatabase database,
            Writer writer,
            FileStorage files,
            KeyServiceClient keyService,
            SortedMap<String, PastRecords> populations,
            Function<RoutingContext, Map<String, Object>> parameters) {
        this.database = database;
        this.writer = writer;
        this.files = files;
        this.keyService = keyService;
        this.populations = populations;
        this.parameters = parameters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Tenant tenant = StampHandler.tenant(ctx);
        PERMISSIONS.forEach(permission -> PermissionHandler.require(tenant, permission));
        if (tenant.isRestricted()) {
            throw Problem.forbidden(ErrorCode.RESTRICTED).exception();
        }
        PackageRequest request = PackageRequest.of(parameters.apply(ctx));
        files.requireStore();
        ContentEncoder encoder = ContentEncoder.of(ctx.request());
        ctx.addEndHandler(end -> encoder.release());
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            History.check(ctx, database, null, PackageRequest.TO, request.to())
                    .compose(checked -> describe(ctx, request, encoder).end())
                    .onFailure(failure -> Responses.fail(ctx, failure));
            return;
        }
        if (running.incrementAndGet() > AT_ONCE_MAX) {
            running.decrementAndGet();
            throw Problem.retryable(
                            ErrorCode.OVERLOADED,
                            "Other packages are being made. Please try again later.",
                            RETRY_AFTER_SECONDS)
                    .exception();
        }
        // A client that leaves ends the package, which would wait for it otherwise.
        Promise<Void> left = Promise.promise();
        ctx.addEndHandler(end -> left.tryFail("The response has ended"));
        make(ctx, request, encoder, left.future())
                .onComplete(done -> running.decrementAndGet())
                .onFailure(failure -> Responses.fail(ctx, failure));
    }

    private Future<Void> make(RoutingContext ctx, PackageRequest request, ContentEncoder encoder, Future<Void> left) {
        return History.check(ctx, database, null, PackageRequest.TO, request.to())
                .compose(checked -> receipts(ctx, request))
                .compose(receipts -> log(ctx, request)
                        .map(logged -> new PackageContents(ctx, database, files, populations, request, receipts.csv())))
                .compose(contents -> {
                    HttpServerResponse response =
                            describe(ctx, request, encoder).setChunked(true);
                    return contents.write(new ZipStream(bytes -> send(response, encoder.piece(bytes), left)))
                            .compose(written -> response.end(encoder.last(Buffer.buffer())));
                });
    }

    private static HttpServerResponse describe(RoutingContext ctx, PackageRequest request, ContentEncoder encoder) {
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/zip")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + request.fileName() + '"');
        encoder.name(response);
        return response;
    }

    private static Future<Void> send(HttpServerResponse response, Buffer bytes, Future<Void> left) {
        if (left.failed()) {
            return left;
        }
        response.write(bytes);
        if (!response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> drained = Promise.promise();
        response.drainHandler(ready -> drained.tryComplete());
        left.onFailure(drained::tryFail);
        return drained.future();
    }

    /** Notes in the log who has made the package, before the client gets any of it. */
    private Future<?> log(RoutingContext ctx, PackageRequest request) {
        return writer.write(ctx, work -> {
            work.log("export", "evidence_package", RecordChanges.newId(), request.json());
            return Future.succeededFuture();
        });
    }

    /** Reads the receipts with the caller's stamp, which the gateway has signed for the key service, too. */
    private Future<Receipts> receipts(RoutingContext ctx, PackageRequest request) {
        if (!request.isAboutAccess()) {
            return Future.succeededFuture(new Receipts(null));
        }
        String path = "/receipts/export?format=csv&from=" + request.json().getString("from") + "&to="
                + request.json().getString("to");
        Map<String, String> headers = Map.of(
                Stamp.HEADER, ctx.request().getHeader(Stamp.HEADER), RequestId.HEADER, RequestId.of(ctx.request()));
        return keyService
                .ask(path, headers, RECEIPTS_MILLIS_MAX, RECEIPTS_BYTES_MAX)
                .compose(answer -> answer.status() == 200
                        ? Future.succeededFuture(new Receipts(answer.body()))
                        : Future.failedFuture("The key service refused the receipts: " + answer.status()))
                .recover(failure -> {
                    LOG.atWarn()
                            .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                            .log("Receipts of the key service could not be read");
                    return Future.failedFuture(Problem.retryable(
                                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                                    "The receipts of removed access cannot be read now. Please try again later.",
                                    RETRY_AFTER_SECONDS)
                            .exception());
                });
    }

    /** The receipts as CSV; null if the standard does not ask for them. */
    private record Receipts(@Nullable Buffer csv) {}
}
