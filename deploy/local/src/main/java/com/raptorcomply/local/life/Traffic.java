package com.raptorcomply.local.life;

import com.raptorcomply.local.demo.DemoInventory;
import com.raptorcomply.local.life.Caller.Answer;
import com.raptorcomply.local.life.Expected.Verdict;
import com.raptorcomply.local.life.Ledger.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sends requests at a constant rate, whatever comes back, while it makes keys, revokes keys, adds records and uploads files.
 * Judges each response by what was answered before the request was sent. Runs on one event loop.
 */
final class Traffic {
    private static final int TICK_MILLIS = 20;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int CHANGE_MILLIS = 1_000;
    private static final int KEYS = 20;
    private static final int WARM_ROUNDS = 10;
    private static final int WARM_ROUND_MILLIS = KEYS * 40;
    private static final int CHECKS_AT_ONCE = 8;
    private static final int OF_ALL = 100;
    private static final int REVOKED_PERCENT = 15;
    private static final int VALIDATE_PERCENT = 20;
    private static final int ADD_PERCENT = 3;
    private static final int RECENT = 5;
    private static final int FILES_EVERY = 5;
    private static final String BOUNDARY = "7d1f0c4b5a";

    private final Vertx vertx;
    private final Caller caller;
    private final Ledger ledger;
    private final Tally tally;
    private final String admin;
    private final List<String> good = new ArrayList<>();
    private final List<String> revoked = new ArrayList<>();
    /** The ids of keys that are about to be revoked. */
    private final Map<String, String> ids = new HashMap<>();

    private final List<Long> timers = new ArrayList<>();
    private final Random random = new Random();
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final long begunNanos = System.nanoTime();
    /** Thousandths of requests that the rate asks for and that have not been sent. */
    private int owed;

    private long inFlight;
    private long number;
    private boolean changing;
    private boolean stopping;

    /** @param admin a key that may make and revoke keys, and write records */
    Traffic(Vertx vertx, Caller caller, Ledger ledger, Tally tally, String admin) {
        this.vertx = vertx;
        this.caller = caller;
        this.ledger = ledger;
        this.tally = tally;
        this.admin = admin;
        ledger.goodKeys().forEach(entry -> good.add(entry.key()));
        ledger.of(Kind.REVOKED).forEach(entry -> revoked.add(entry.key()));
    }

    /** Makes the keys, then sends until it is stopped. */
    Future<Void> start(int perSecond) {
        Future<Void> made = Future.succeededFuture();
        for (int key = good.size(); key < KEYS; key++) {
            made = made.compose(before -> makeKey()).map(key0 -> {
                good.add(key0);
                return null;
            });
        }
        return made.compose(ready -> warm(WARM_ROUNDS)).onSuccess(ready -> {
            timers.add(vertx.setPeriodic(TICK_MILLIS, tick -> burst(perSecond)));
            timers.add(vertx.setPeriodic(CHANGE_MILLIS, tick -> change()));
        });
    }

    /**
     * Uses each key in turn, uncounted, until they are answered quickly, because services that have just started are slow.
     *
     * @param rounds at most
     */
    private Future<Void> warm(int rounds) {
        long begun = System.nanoTime();
        Future<Answer> round = Future.succeededFuture();
        for (String key : good) {
            round = round.compose(before -> caller.get("/validate", key))
                    .compose(before -> caller.get("/facilities?limit=1", key));
        }
        return round.compose(done -> rounds == 1 || millis(System.nanoTime() - begun) < WARM_ROUND_MILLIS
                ? Future.succeededFuture()
                : warm(rounds - 1));
    }

    /**
     * Revokes what the ledger knows as revoked and a restore has brought back, before clients get in.
     *
     * @return how many keys that were
     */
    Future<Integer> revokeAgain() {
        Future<Integer> revokedAgain = Future.succeededFuture(0);
        for (Ledger.Entry entry : ledger.of(Kind.REVOKED)) {
            revokedAgain = revokedAgain.compose(
                    count -> caller.get("/validate", entry.key()).compose(answer -> {
                        if (answer.status() == 401) {
                            return Future.succeededFuture(count);
                        }
                        return revoke(entry.key(), entry.id()).map(count + 1);
                    }));
        }
        return revokedAgain;
    }

    /** Sends nothing more, and waits for the last response. A change that is tried again and again is given up. */
    Future<Void> stop() {
        stopping = true;
        timers.forEach(vertx::cancelTimer);
        return inFlight == 0 && !changing ? Future.succeededFuture() : pause().compose(later -> stop());
    }

    /** Asks for everything that the ledger knows, once: it must be as it was answered. */
    Future<Void> check(Witness witness) {
        List<Future<Void>> lanes = new ArrayList<>(Collections.nCopies(CHECKS_AT_ONCE, Future.succeededFuture()));
        List<Ledger.Entry> entries = Stream.of(ledger.of(Kind.REVOKED), ledger.goodKeys(), ledger.of(Kind.ADDED))
                .flatMap(List::stream)
                .toList();
        for (Ledger.Entry entry : entries) {
            Future<Void> lane = lanes.remove(0);
            lanes.add(lane.compose(before -> holds(entry).map(isTrue -> witness.tell(entry, isTrue))));
        }
        return Future.all(lanes).mapEmpty();
    }

    private Future<Boolean> holds(Ledger.Entry entry) {
        return entry.kind() == Kind.ADDED
                ? caller.get(entry.text(), admin).map(answer -> answer.status() == 200)
                : caller.get("/validate", entry.key())
                        .map(answer -> answer.status() == (entry.kind() == Kind.REVOKED ? 401 : 200));
    }

    /** Hears whether an entry of the ledger is still true. */
    interface Witness {
        Void tell(Ledger.Entry entry, boolean isTrue);
    }

    private void burst(int perSecond) {
        owed += perSecond * TICK_MILLIS;
        for (; owed >= MILLIS_PER_SECOND; owed -= MILLIS_PER_SECOND) {
            int dice = random.nextInt(OF_ALL);
            if (dice < REVOKED_PERCENT && !revoked.isEmpty()) {
                ask(Expected.REFUSED, HttpMethod.GET, "/facilities?limit=1", oneOf(revoked), "");
            } else if (dice < REVOKED_PERCENT + VALIDATE_PERCENT) {
                ask(Expected.SERVED, HttpMethod.GET, "/validate", oneOf(good), "");
            } else if (dice < REVOKED_PERCENT + VALIDATE_PERCENT + ADD_PERCENT) {
                add();
            } else {
                ask(Expected.SERVED, HttpMethod.GET, "/facilities?limit=1", oneOf(good), "");
            }
        }
    }

    private void add() {
        String asset = DemoInventory.assetToTry("LIFE-" + run + "-" + number++).encode();
        ask(Expected.SERVED, HttpMethod.POST, "/cyber-assets", admin, asset).onSuccess(answer -> {
            if (answer.status() == 201) {
                ledger.add(Kind.ADDED, "/cyber-assets/" + new JsonObject(answer.body()).getString("id"));
            }
        });
    }

    /** Makes a key and revokes it, one at a time; every few times it uploads a file, too. */
    private void change() {
        if (changing) {
            return;
        }
        changing = true;
        makeKey()
                .compose(key -> caller.get("/validate", key).compose(used -> revoke(key, id(key))))
                .compose(done -> number % FILES_EVERY == 0 ? upload() : Future.<Void>succeededFuture())
                .onComplete(done -> changing = false);
    }

    private Future<String> makeKey() {
        String body = "{\"name\":\"traffic " + run + " " + number++ + "\",\"kind\":\"organization\"}";
        return ask(Expected.SERVED, HttpMethod.POST, "/api-keys", admin, body).compose(answer -> {
            if (answer.status() != 201) {
                return tryAgain(this::makeKey);
            }
            JsonObject made = new JsonObject(answer.body());
            String key = made.getString("key");
            ids.put(key, made.getString("id"));
            ledger.add(Kind.MADE, key + " " + made.getString("id"));
            return Future.succeededFuture(key);
        });
    }

    private String id(String key) {
        return String.valueOf(ids.remove(key));
    }

    /** Revokes a key, and asks again until the receipt says that it is effective. */
    private Future<Void> revoke(String key, String id) {
        return ask(Expected.SERVED, HttpMethod.DELETE, "/api-keys/" + id, admin, "")
                .compose(answer -> {
                    boolean effective = answer.status() == 200 && answer.body().contains("\"status\":\"effective\"");
                    if (!effective) {
                        return tryAgain(() -> revoke(key, id));
                    }
                    revoked.add(key);
                    ledger.add(Kind.REVOKED, key + " " + id);
                    for (int i = 0; i < RECENT; i++) {
                        ask(Expected.REFUSED, HttpMethod.GET, "/validate", key, "");
                    }
                    return Future.succeededFuture();
                });
    }

    private Future<Void> upload() {
        String content = "file of " + run + " " + number++ + "\n";
        String form =
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"life.txt\"\r\n\r\n"
                        + content + "\r\n--" + BOUNDARY + "--\r\n";
        long sent = System.nanoTime();
        inFlight++;
        return caller.send(HttpMethod.POST, "/files/upload", admin, "multipart/form-data; boundary=" + BOUNDARY, form)
                .map(answer -> {
                    told(Expected.SERVED, "POST /files/upload", sent, answer);
                    if (answer.status() == 201) {
                        ledger.add(Kind.ADDED, "/files/" + new JsonObject(answer.body()).getString("id"));
                    }
                    return null;
                });
    }

    private Future<Answer> ask(Expected expected, HttpMethod method, String path, String key, String json) {
        long sent = System.nanoTime();
        inFlight++;
        return caller.send(method, path, key, "application/json", json).onSuccess(answer -> {
            String route = path.replaceFirst("^(/api-keys)/.*", "$1/{id}").replaceFirst("\\?.*", "");
            told(expected, method + " " + route, sent, answer);
        });
    }

    private Verdict told(Expected expected, String request, long sentNanos, Answer answer) {
        inFlight--;
        long now = System.nanoTime();
        return tally.answered(expected, request, answer, millis(now - begunNanos), millis(now - sentNanos));
    }

    private <T> Future<T> tryAgain(Supplier<Future<T>> change) {
        return pause().compose(later -> stopping ? Future.failedFuture("stopped") : change.get());
    }

    private Future<Void> pause() {
        return vertx.timer(CHANGE_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private String oneOf(List<String> keys) {
        return keys.get(random.nextInt(keys.size()));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
