package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.chassis.http.framing.SlicedScanner;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Times out responses that are written completely but not yet read by their clients, because no other time-out covers
 * them. The number of requests in flight and of streams bounds them. Confined to its event loop.
 */
final class UnsentResponses {
    private static final int CHECKS_PER_TIMEOUT = 4;

    private final SlicedScanner<Unsent> responses;

    private static final class Unsent {
        private final HttpServerRequest request;
        private final Consumer<ResponseDelivery> callback;
        private long progress;
        private int checks;
        private int index;
        private boolean ended;

        private Unsent(HttpServerRequest request, Consumer<ResponseDelivery> callback) {
            this.request = request;
            this.callback = callback;
            this.progress = WriteProgress.progress(request);
        }
    }

    /** @param stalledMillis time-out, exact to a quarter of itself */
    UnsentResponses(long stalledMillis) {
        responses = new SlicedScanner<>(
                stalledMillis / CHECKS_PER_TIMEOUT,
                response -> response.index,
                (response, index) -> response.index = index);
    }

    long tickMillis() {
        return responses.sliceMillis();
    }

    void tick() {
        responses.next(this::check);
    }

    void await(HttpServerRequest request, Future<Void> sent, Consumer<ResponseDelivery> callback) {
        Unsent response = new Unsent(request, callback);
        responses.add(response);
        sent.onComplete(done -> end(response, done));
    }

    private void end(Unsent response, AsyncResult<Void> sent) {
        end(response, sent.succeeded() ? ResponseDelivery.SENT : ResponseDelivery.CLIENT_GONE);
    }

    private void end(Unsent response, ResponseDelivery delivery) {
        if (!response.ended) {
            response.ended = true;
            responses.remove(response);
            response.callback.accept(delivery);
        }
    }

    private void check(Unsent response) {
        long now = WriteProgress.progress(response.request);
        if (now != response.progress) {
            response.progress = now;
            response.checks = 0;
        } else if (++response.checks > CHECKS_PER_TIMEOUT) {
            end(response, ResponseDelivery.CLIENT_STALLED);
            ForceClose.response(response.request);
        }
    }
}
