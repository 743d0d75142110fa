package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.activity.ActivityVerifier;
import com.raptorcomply.resources.activity.Checkpoint;
import com.raptorcomply.resources.crud.Responses;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Recomputes the chain of the caller's organization from a checkpoint, up to {@link #LINKS_MAX} links, and responds with its
 * state and the next checkpoint. A long chain takes several requests, so that none holds a connection for long.
 */
final class VerifyHandler implements Handler<RoutingContext> {
    private static final long LINKS_MAX = 20_000;
    /** Others get 503, because each uses a processor of the database. */
    private static final int AT_ONCE_MAX = 2;

    private static final int RETRY_AFTER_SECONDS = 2;

    private final ActivityVerifier verifier;
    private final Function<RoutingContext, Map<String, Object>> parameters;
    private final AtomicInteger running = new AtomicInteger();

    /** @param parameters reads the query parameters of a request */
    VerifyHandler(ActivityVerifier verifier, Function<RoutingContext, Map<String, Object>> parameters) {
        this.verifier = verifier;
        this.parameters = parameters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID organization = Audit.unrestricted(ctx).organizationId();
        Checkpoint from = checkpoint(organization, parameters.apply(ctx));
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            Responses.json(ctx, Buffer.buffer());
            return;
        }
        if (running.incrementAndGet() > AT_ONCE_MAX) {
            running.decrementAndGet();
            throw Problem.retryable(
                            ErrorCode.OVERLOADED,
                            "Other chains are being verified. Please try again later.",
                            RETRY_AFTER_SECONDS)
                    .exception();
        }
        verifier.verify(from, LINKS_MAX)
                .onComplete(done -> running.decrementAndGet())
                .compose(result -> Responses.json(ctx, body(result).toBuffer()))
                .onFailure(failure -> {
                    if (!ctx.response().closed()) {
                        ctx.fail(failure);
                    }
                });
    }

    private static Checkpoint checkpoint(UUID organization, Map<String, Object> values) {
        int sequence = (int) values.getOrDefault("sequence", 0);
        String hash = (String) values.getOrDefault("hash", "");
        if (sequence > 0 == hash.isEmpty()) {
            throw Problem.of(
                            ErrorCode.INVALID_PARAMETER,
                            "Parameter 'hash' is the one of the checkpoint with this sequence")
                    .withField("hash")
                    .exception();
        }
        return new Checkpoint(organization, sequence, hash, 0);
    }

    private static JsonObject body(ActivityVerifier.Result result) {
        Checkpoint verified = result.verified();
        Long broken = result.broken();
        JsonObject body = new JsonObject()
                .put("state", broken != null ? "broken" : result.isWhole() ? "holds" : "continues")
                .put("sequence", verified.sequence())
                .put("hash", verified.hash())
                .put("entries", verified.entries());
        return broken == null ? body : body.put("broken", broken);
    }
}
