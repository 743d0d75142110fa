package com.raptorcomply.gateway.edge;

import com.raptorcomply.chassis.http.framing.Rounds;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Answers that are whole and whose clients have not taken them yet. Nothing else has a time-out for them any more. As many at
 * the most as there may be requests under way and streams. Confined to its event loop.
 */
final class UnsentAnswers {
    private static final int LOOKS_PER_TIMEOUT = 4;

    private final Rounds<Unsent> answers;

    /** One of them. */
    private static final class Unsent {
        private final HttpServerRequest request;
        private final Consumer<Departure> told;
        private long progress;
        private int looks;
        private int place;
        private boolean over;

        private Unsent(HttpServerRequest request, Consumer<Departure> told) {
            this.request = request;
            this.told = told;
            this.progress = ReaderPace.progress(request);
        }
    }

    /** @param stalledMillis kept to a quarter of itself */
    UnsentAnswers(long stalledMillis) {
        answers = new Rounds<>(
                stalledMillis / LOOKS_PER_TIMEOUT, answer -> answer.place, (answer, place) -> answer.place = place);
    }

    long tickMillis() {
        return answers.sliceMillis();
    }

    void tick() {
        answers.next(this::look);
    }

    void await(HttpServerRequest request, Future<Void> sent, Consumer<Departure> told) {
        Unsent answer = new Unsent(request, told);
        answers.add(answer);
        sent.onComplete(done -> end(answer, done));
    }

    private void end(Unsent answer, AsyncResult<Void> sent) {
        end(answer, sent.succeeded() ? Departure.SENT : Departure.CLIENT_GONE);
    }

    private void end(Unsent answer, Departure departure) {
        if (!answer.over) {
            answer.over = true;
            answers.remove(answer);
            answer.told.accept(departure);
        }
    }

    private void look(Unsent answer) {
        long now = ReaderPace.progress(answer.request);
        if (now != answer.progress) {
            answer.progress = now;
            answer.looks = 0;
        } else if (++answer.looks > LOOKS_PER_TIMEOUT) {
            end(answer, Departure.CLIENT_STALLED);
            Cut.answer(answer.request);
        }
    }
}
