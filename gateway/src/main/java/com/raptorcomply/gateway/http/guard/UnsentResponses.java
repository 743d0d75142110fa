package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.chassis.http.framing.SlicedScanner;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Answers that are whole and whose clients have not taken them yet. Nothing else has a time-out for them any more. As many at
 * the most as there may be requests under way and streams. Confined to its event loop.
 */
final class UnsentResponses {
    private static final int LOOKS_PER_TIMEOUT = 4;

    private final SlicedScanner<Unsent> answers;

    /** One of them. */
    private static final class Unsent {
        private final HttpServerRequest request;
        private final Consumer<ResponseDelivery> told;
        private long progress;
        private int looks;
        private int place;
        private boolean over;

        private Unsent(HttpServerRequest request, Consumer<ResponseDelivery> told) {
            this.request = request;
            this.told = told;
            this.progress = WriteProgress.progress(request);
        }
    }

    /** @param stalledMillis kept to a quarter of itself */
    UnsentResponses(long stalledMillis) {
        answers = new SlicedScanner<>(
                stalledMillis / LOOKS_PER_TIMEOUT, answer -> answer.place, (answer, place) -> answer.place = place);
    }

    long tickMillis() {
        return answers.sliceMillis();
    }

    void tick() {
        answers.next(this::look);
    }

    void await(HttpServerRequest request, Future<Void> sent, Consumer<ResponseDelivery> told) {
        Unsent answer = new Unsent(request, told);
        answers.add(answer);
        sent.onComplete(done -> end(answer, done));
    }

    private void end(Unsent answer, AsyncResult<Void> sent) {
        end(answer, sent.succeeded() ? ResponseDelivery.SENT : ResponseDelivery.CLIENT_GONE);
    }

    private void end(Unsent answer, ResponseDelivery departure) {
        if (!answer.over) {
            answer.over = true;
            answers.remove(answer);
            answer.told.accept(departure);
        }
    }

    private void look(Unsent answer) {
        long now = WriteProgress.progress(answer.request);
        if (now != answer.progress) {
            answer.progress = now;
            answer.looks = 0;
        } else if (++answer.looks > LOOKS_PER_TIMEOUT) {
            end(answer, ResponseDelivery.CLIENT_STALLED);
            ForceClose.answer(answer.request);
        }
    }
}
