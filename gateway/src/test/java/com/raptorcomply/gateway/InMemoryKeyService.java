package com.raptorcomply.gateway;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Change;
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
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message;
import com.raptorcomply.keyservice.client.protocol.MessageJson;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An HTTP server with the internal API of the key service, which holds its data in memory. */
public final class InMemoryKeyService implements AutoCloseable {
    public static final String CREDENTIAL = "gateway-credential-of-a-test";
    static final long TERM_MILLIS = 1_000;
    private static final int WARM_CHUNK_GRANTS = 200;
    public static final String EPOCH = "epoch-1";

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final Map<KeyDigest, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<UUID, Permissions> users = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final List<Change> changes = new ArrayList<>();
    private final List<ServerWebSocket> streams = new CopyOnWriteArrayList<>();
    private final List<SecretUse> uses = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Vertx vertx;
    private final long termMillis;
    private HttpServer server;
    private boolean holding;
    private volatile boolean warms;
    private volatile int gateways = 1;
    private volatile String session = "";
    private volatile long sequence = 1;

    public InMemoryKeyService(Vertx vertx) throws Exception {
        this(vertx, TERM_MILLIS);
    }

    InMemoryKeyService(Vertx vertx, long termMillis) throws Exception {
        this.termMillis = termMillis;
        this.vertx = vertx;
        server = listen(0);
    }

    private HttpServer listen(int port) throws Exception {
        return Await.result(vertx.createHttpServer()
                .webSocketHandler(this::session)
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
        warms = true;
        streams.forEach(socket -> tell(socket, new Message.Rejoin(session, "restart")));
    }

    private void warm(ServerWebSocket socket, String joining) {
        List<Grant> grants = verdicts.values().stream()
                .filter(Verdict.Granted.class::isInstance)
                .map(verdict -> ((Verdict.Granted) verdict).grant())
                .toList();
        for (int from = 0; from < grants.size(); from += WARM_CHUNK_GRANTS) {
            int to = Math.min(grants.size(), from + WARM_CHUNK_GRANTS);
            tell(socket, new Message.Warm(joining, grants.subList(from, to)));
        }
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
    void gateways(int open) {
        gateways = open;
    }

    /** Sets the sequence of later responses. */
    public void advanceTo(long later) {
        sequence = later;
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
        tell(Subject.user(user));
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
        Subject secret = Subject.secret(wellformed(key).secretId());
        verdicts.put(wellformed(key).digest(), new Verdict.Refused(reason, List.of(secret), 1));
        return key;
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/internal/usage")) {
            request.body().onSuccess(body -> {
                uses.addAll(UsageJson.decode(new JsonObject(body)).uses());
                request.response().setStatusCode(204).end();
            });
            return;
        }
        if (!("Bearer " + CREDENTIAL).equals(request.getHeader("Authorization"))
                || !request.path().equals("/internal/verifications")) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.body().onSuccess(body -> {
            Verification answer = new Verification(EPOCH, TestGrants.asOf(verdict(new JsonObject(body)), sequence));
            questions.incrementAndGet();
            giveOrHold(
                    () -> request.response().end(VerificationJson.encode(answer).toBuffer()));
        });
    }

    private Verdict verdict(JsonObject question) {
        Subject secret = Subject.secret(question.getString("secretId"));
        Verdict ofKey = verdicts.getOrDefault(
                KeyDigest.ofBase64Url(question.getString("digest")),
                new Verdict.Refused(Verdict.Reason.UNKNOWN, List.of(secret), 1));
        String user = question.getString("actAs");
        if (user == null || !(ofKey instanceof Verdict.Granted granted)) {
            return ofKey;
        }
        UUID actsAs = UUID.fromString(user);
        List<Subject> subjects = new ArrayList<>(granted.subjects());
        subjects.add(Subject.user(actsAs));
        Permissions theirs = users.get(actsAs);
        return theirs == null
                ? new Verdict.Refused(Verdict.Reason.FORBIDDEN, subjects, 1)
                : new Verdict.Granted(granted.grant().actingAs(new Grant.Actor(actsAs, "Kim Lee"), theirs));
    }

    private void session(ServerWebSocket socket) {
        streams.add(socket);
        socket.closeHandler(closed -> streams.remove(socket));
        socket.textMessageHandler(text -> {
            Message.ToKeyService message = MessageJson.toKeyService(text);
            if (message instanceof Message.Join join) {
                LeaseTerms terms = LeaseTerms.of(termMillis, join.graceMillis());
                if (warms) {
                    warm(socket, join.session());
                }
                tell(socket, new Message.Joined(join.session(), EPOCH, sequence, terms, tagKeys, gateways));
                session = join.session();
            } else if (message instanceof Message.Renew renew) {
                List<Change> missed = changesAfter(renew.applied());
                tell(socket, new Message.Renewed(renew.session(), renew.request(), EPOCH, sequence, missed, gateways));
            }
        });
    }

    private synchronized List<Change> changesAfter(long applied) {
        return changes.stream().filter(change -> change.sequence() > applied).toList();
    }

    private static void tell(ServerWebSocket socket, Message.ToGateway message) {
        socket.writeTextMessage(MessageJson.encode(message));
    }

    /** Revokes a valid key, and notifies the gateways. */
    public void revoke(String key) {
        Subject secret = Subject.secret(wellformed(key).secretId());
        verdicts.put(wellformed(key).digest(), new Verdict.Refused(Verdict.Reason.REVOKED, List.of(secret), 1));
        tell(secret);
    }

    /** Removes all permissions of a valid key, and notifies the gateways. */
    public void narrow(String key) {
        verdicts.computeIfPresent(wellformed(key).digest(), (digest, verdict) -> TestGrants.narrowed(verdict));
        change(key);
    }

    /** Notifies the gateways that a key has changed. */
    public void change(String key) {
        tell(Subject.secret(wellformed(key).secretId()));
    }

    private synchronized void tell(Subject changed) {
        long next = sequence + 1;
        sequence = next;
        Change change = new Change(next, changed);
        changes.add(change);
        streams.forEach(socket -> tell(socket, new Message.Changed(session, EPOCH, List.of(change))));
    }

    @Override
    public void close() {
        Await.result(server.close());
    }
}
