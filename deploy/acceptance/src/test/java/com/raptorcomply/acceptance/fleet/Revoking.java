package com.raptorcomply.acceptance.fleet;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;

/**
 * Makes one change at any replica as a careful client. Without a response it repeats the request at the next replica,
 * and it polls a pending receipt until it is effective. One thread.
 */
final class Revoking {
    private static final long GIVEN_UP_NANOS = 120_000_000_000L;
    private static final long AGAIN_MILLIS = 40;
    private static final int PENDING = 202;

    private final Admin admin;
    private final List<Member> replicas;
    private int turn;
    private long sequence = -1;

    Revoking(Admin admin, List<Member> replicas, Random random) {
        this.admin = admin;
        this.replicas = replicas;
        this.turn = random.nextInt(replicas.size());
    }

    /**
     * The result of a change.
     *
     * @param effectiveNanos when the response arrived that says so
     * @param repeats requests without a response, or with one that is undecided
     * @param elapsedMillis from the receipt; -1 if the response has none
     */
    record Done(long effectiveNanos, int repeats, boolean pending, long elapsedMillis) {}

    Done make(Change change) {
        long begun = System.nanoTime();
        for (int repeats = 0; System.nanoTime() - begun < GIVEN_UP_NANOS; repeats++) {
            HttpResponse<String> answer = ask(change.method(), change.path(), change.body());
            if (answer == null || answer.statusCode() >= 500) {
                Waits.pause(AGAIN_MILLIS);
                continue;
            }
            if (answer.statusCode() == 200) {
                return done(change.kind().answersReceipt(), answer, repeats, false);
            }
            if (answer.statusCode() != PENDING) {
                throw new AssertionError(change + ": " + answer.statusCode() + " " + answer.body());
            }
            requireSameSequence(change.kind().answersReceipt(), answer);
            return poll(answer.headers().firstValue("Location").orElseThrow(), begun, repeats);
        }
        throw new AssertionError(change + " had no answer");
    }

    private Done poll(String location, long begun, int repeats) {
        while (System.nanoTime() - begun < GIVEN_UP_NANOS) {
            HttpResponse<String> answer = ask("GET", location, "");
            if (answer != null && answer.statusCode() < 500) {
                if (answer.statusCode() != 200) {
                    throw new AssertionError(location + ": " + answer.statusCode() + " " + answer.body());
                }
                if ("effective".equals(new JsonObject(answer.body()).getString("status"))) {
                    return done(true, answer, repeats, true);
                }
            }
            Waits.pause(AGAIN_MILLIS);
        }
        throw new AssertionError(location + " was never effective");
    }

    private Done done(boolean receipt, HttpResponse<String> answer, int repeats, boolean pending) {
        long nanos = System.nanoTime();
        requireSameSequence(receipt, answer);
        if (!receipt) {
            return new Done(nanos, repeats, pending, -1);
        }
        JsonObject body = new JsonObject(answer.body());
        if (!"effective".equals(body.getString("status"))) {
            throw new AssertionError("200 for a receipt that is not effective: " + body);
        }
        return new Done(nanos, repeats, pending, body.getLong("elapsedMs"));
    }

    /** Requires one receipt per change, however often the request is repeated. */
    private void requireSameSequence(boolean receipt, HttpResponse<String> answer) {
        if (receipt) {
            long now = new JsonObject(answer.body()).getLong("sequence");
            if (sequence >= 0 && now != sequence) {
                throw new AssertionError("Receipt " + sequence + ", then " + now);
            }
            sequence = now;
        }
    }

    private @org.jspecify.annotations.Nullable HttpResponse<String> ask(String method, String path, String body) {
        Member replica = replicas.get(turn++ % replicas.size());
        try {
            return admin.call(replica.port(), method, path, body);
        } catch (UncheckedIOException noAnswer) {
            return null;
        }
    }
}
