package com.raptorcomply.gateway;

import com.raptorcomply.keyservice.client.grant.Bounds;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationJson;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A real HTTP server that speaks the internal API of the key service, out of memory. */
public final class KeyServiceStand implements AutoCloseable {
    public static final String CREDENTIAL = "gateway-credential-of-a-test";
    private static final String EPOCH = "epoch-1";

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final Map<KeyDigest, Verdict> verdicts = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final HttpServer server;

    public KeyServiceStand(Vertx vertx) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public TagKeys tagKeys() {
        return tagKeys;
    }

    public int questions() {
        return questions.get();
    }

    /** A key of the right form, tag and checksum that nobody knows. */
    public String unknownKey() {
        return NewKey.mint(tagKeys, new SecureRandom()).reveal();
    }

    public String key() {
        return key(UnaryOperator.identity());
    }

    /** A good key whose grant is as {@code change} makes it. */
    public String key(UnaryOperator<Grant> change) {
        String key = unknownKey();
        PresentedKey.Wellformed wellformed = (PresentedKey.Wellformed) PresentedKey.parse(key);
        Grant grant = new Grant(
                wellformed.secretId(),
                wellformed.digest(),
                UUID.randomUUID(),
                "sync job",
                KeyKind.ORGANIZATION,
                Organization.of(UUID.randomUUID(), "Basin Electric"),
                null,
                "api_user",
                Permissions.of(List.of("facilities:read")),
                Bounds.NONE,
                0,
                0,
                1);
        verdicts.put(wellformed.digest(), new Verdict.Granted(change.apply(grant)));
        return key;
    }

    public String refusedKey(Verdict.Reason reason) {
        String key = unknownKey();
        PresentedKey.Wellformed wellformed = (PresentedKey.Wellformed) PresentedKey.parse(key);
        verdicts.put(
                wellformed.digest(), new Verdict.Refused(reason, List.of(Subject.secret(wellformed.secretId())), 1));
        return key;
    }

    private void answer(HttpServerRequest request) {
        if (!("Bearer " + CREDENTIAL).equals(request.getHeader("Authorization"))
                || !request.path().equals("/internal/verifications")) {
            request.response().setStatusCode(401).end();
            return;
        }
        questions.incrementAndGet();
        request.body().onSuccess(body -> {
            VerificationJson.Question question = VerificationJson.question(new JsonObject(body));
            Verdict verdict = verdicts.getOrDefault(
                    question.digest(),
                    new Verdict.Refused(Verdict.Reason.UNKNOWN, List.of(Subject.secret(question.secretId())), 1));
            request.response()
                    .end(VerificationJson.encode(new Verification(EPOCH, verdict))
                            .toBuffer());
        });
    }

    @Override
    public void close() {
        server.close();
    }
}
