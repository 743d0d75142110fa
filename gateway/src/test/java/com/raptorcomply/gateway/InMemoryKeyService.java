package com.raptorcomply.gateway;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationJson;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server with the internal API of the key service, which holds its data in memory. A contract test compares it with
 * the real one.
 */
public final class InMemoryKeyService implements AutoCloseable {
    public static final String CREDENTIAL = "gateway-credential-of-a-test";
    static final long TERM_MILLIS = 1_000;
    public static final String EPOCH = "epoch-1";

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final Map<KeyDigest, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<UUID, Permissions> users = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final Map<UUID, Long> reports = new ConcurrentHashMap<>();
    private final List<SecretUse> uses = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Vertx vertx;
    private final InMemoryLeases leases;
    private HttpServer server;
    private boolean holding;

    public InMemoryKeyService(Vertx vertx) throws Exception {
        this(vertx, TERM_MILLIS);
    }

    InMemoryKeyService(Vertx vertx, long termMillis) throws Exception {
        this.vertx = vertx;
        this.leases = new InMemoryLeases(tagKeys, termMillis, this::validGrants);
        server = listen(0);
    }

    private HttpServer listen(int port) throws Exception {
        return Await.result(vertx.createHttpServer()
                .webSocketHandshakeHandler(InMemoryKeyService::handshake)
                .webSocketHandler(leases::serve)
                .requestHandler(this::answer)
                .listen(port, "127.0.0.1"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public TagKeys tagKeys() {
        return tagKeys;
    }

    /** Listens on the same port again after a close. */
    void reopen() throws Exception {
        server = listen(server.actualPort());
    }

    /** Makes all gateways join again; a join brings every valid key. */
    void restartSessions() {
        leases.restart();
    }

    private List<Grant> validGrants() {
        return verdicts.values().stream()
                .filter(Verdict.Granted.class::isInstance)
                .map(verdict -> ((Verdict.Granted) verdict).grant())
                .toList();
    }

    /** Holds responses from now on. Their content is of the time of the request. */
    public synchronized void hold() {
        holding = true;
    }

    /** Sends all held responses. */
    public synchronized void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    private synchronized void giveOrHold(Runnable answer) {
        if (holding) {
            held.add(answer);
        } else {
            answer.run();
        }
    }

    /** Sets the number of gateways that later renewals report. */
    void clockLead(long millis) {
        leases.clockLead(millis);
    }

    void gateways(int open) {
        leases.gateways(open);
    }

    /** Sets the sequence of later responses. */
    public void advanceTo(long later) {
        leases.advanceTo(later);
    }

    /** Returns the uses of a key that gateways have reported. */
    public List<SecretUse> uses(String key) {
        String secretId = wellformed(key).secretId();
        return uses.stream().filter(use -> use.secretId().equals(secretId)).toList();
    }

    public int questions() {
        return questions.get();
    }

    /** Creates an unknown key of the right form, tag and checksum. */
    public String unknownKey() {
        return NewKey.mint(tagKeys, new SecureRandom()).reveal();
    }

    public String key() {
        return key(UnaryOperator.identity());
    }

    /** Creates a valid key whose grant {@code change} modifies. */
    public String key(UnaryOperator<Grant> change) {
        String key = unknownKey();
        verdicts.put(wellformed(key).digest(), new Verdict.Granted(change.apply(TestGrants.of(key))));
        return key;
    }

    /** Creates a user of every key's organization, named Kim Lee. */
    public UUID user(String... permissions) {
        UUID user = UUID.randomUUID();
        users.put(user, Permissions.of(List.of(permissions)));
        return user;
    }

    /** Denies keys to act as the user from now on, and notifies the gateways. */
    public void disable(UUID user) {
        users.remove(user);
        leases.change(Subject.user(user));
    }

    /** Creates a valid key that may act as users and also has these permissions. */
    public String actingKey(String... permissions) {
        List<String> held = new ArrayList<>(List.of(permissions));
        held.add("users:impersonate");
        return key(grant -> TestGrants.with(grant, Permissions.of(held), grant.sequence()));
    }

    /** Makes an unknown key valid. */
    public void make(String key) {
        verdicts.put(wellformed(key).digest(), new Verdict.Granted(TestGrants.of(key)));
    }

    public static PresentedKey.Wellformed wellformed(String key) {
        return (PresentedKey.Wellformed) PresentedKey.parse(key);
    }

    public String refusedKey(Verdict.Reason reason) {
        String key = unknownKey();
        List<Subject> subjects = TestGrants.of(key).subjects();
        verdicts.put(wellformed(key).digest(), new Verdict.Refused(reason, subjects, 1));
        return key;
    }

    /** Returns what of a kind the verdict on a key rests on. */
    public Subject subject(String key, Subject.Kind kind) {
        Verdict verdict = Objects.requireNonNull(verdicts.get(wellformed(key).digest()));
        return verdict.subjects().stream()
                .filter(subject -> subject.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isTrusted(@Nullable String authorization) {
        return ("Bearer " + CREDENTIAL).equals(authorization);
    }

    private void answer(HttpServerRequest request) {
        boolean isQuestion = request.path().equals("/internal/verifications");
        if (!isTrusted(request.getHeader("Authorization"))
                || !(isQuestion || request.path().equals("/internal/usage"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.body().onSuccess(body -> {
            try {
                if (isQuestion) {
                    answer(request, new JsonObject(body));
                } else {
                    count(UsageJson.decode(new JsonObject(body)));
                    request.response().setStatusCode(204).end();
                }
            } catch (RuntimeException notAsItMustBe) {
                request.response().setStatusCode(400).end();
            }
        });
    }

    private void answer(HttpServerRequest request, JsonObject question) {
        Verification answer = new Verification(EPOCH, TestGrants.asOf(verdict(question), leases.sequence()));
        questions.incrementAndGet();
        giveOrHold(() -> request.response()
                .putHeader("Content-Type", "application/json")
                .end(VerificationJson.encode(answer).toBuffer()));
    }

    private synchronized void count(UsageReport report) {
        Long before = reports.put(report.reporter(), report.sequence());
        if (before == null || before < report.sequence()) {
            uses.addAll(report.uses());
        }
    }

    private Verdict verdict(JsonObject question) {
        Subject secret = Subject.secret(question.getString("secretId"));
        Verdict ofDigest = verdicts.get(KeyDigest.ofBase64Url(question.getString("digest")));
        Verdict ofKey = ofDigest != null && ofDigest.subjects().contains(secret)
                ? ofDigest
                : new Verdict.Refused(Verdict.Reason.UNKNOWN, List.of(secret), 1);
        String user = question.getString("actAs");
        if (user == null || !(ofKey instanceof Verdict.Granted granted)) {
            return ofKey;
        }
        UUID actsAs = UUID.fromString(user);
        List<Subject> subjects = new ArrayList<>(granted.subjects());
        subjects.add(Subject.user(actsAs));
        Permissions theirs = users.get(actsAs);
        return theirs == null || !granted.grant().mayActAsUsers()
                ? new Verdict.Refused(Verdict.Reason.FORBIDDEN, subjects, 1)
                : new Verdict.Granted(granted.grant().actingAs(new Grant.Actor(actsAs, "Kim Lee"), theirs));
    }

    private static void handshake(ServerWebSocketHandshake handshake) {
        if (isTrusted(handshake.headers().get("Authorization"))) {
            handshake.accept();
        } else {
            handshake.reject(401);
        }
    }

    /** Revokes a valid key, and notifies the gateways. */
    public void revoke(String key) {
        verdicts.computeIfPresent(
                wellformed(key).digest(),
                (digest, verdict) -> new Verdict.Refused(Verdict.Reason.REVOKED, verdict.subjects(), 1));
        leases.change(Subject.secret(wellformed(key).secretId()));
    }

    /** Removes all permissions of a valid key, and notifies the gateways. */
    public void narrow(String key) {
        verdicts.computeIfPresent(wellformed(key).digest(), (digest, verdict) -> TestGrants.narrowed(verdict));
        change(key);
    }

    /** Notifies the gateways that a key has changed. */
    public void change(String key) {
        leases.change(Subject.secret(wellformed(key).secretId()));
    }

    @Override
    public void close() {
        Await.result(server.close());
    }
}
