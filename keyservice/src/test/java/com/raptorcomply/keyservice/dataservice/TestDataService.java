package com.raptorcomply.keyservice.dataservice;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.stamp.Jwks;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampKey;
import com.raptorcomply.keyservice.stamp.StampVerdict;
import com.raptorcomply.keyservice.stamp.StampVerifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A data service as far as places are looked up there: HTTP, stamps that the key set verifies, records of organizations. */
public final class TestDataService implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, UUID> owners = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger status = new AtomicInteger();
    private final HttpServer server;
    private volatile Supplier<String> keySet = () -> "{\"keys\":[]}";

    public TestDataService() {
        server = Await.result(
                vertx.createHttpServer().requestHandler(this::respond).listen(0, "127.0.0.1"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Where it reads the key set that stamps are verified with. */
    public void believe(Supplier<String> published) {
        keySet = published;
    }

    /** Makes a record of this organization, such as one of {@code facilities}. */
    public UUID add(String collection, UUID organizationId) {
        UUID id = UUID.randomUUID();
        owners.put("/" + collection + "/" + id, organizationId);
        return id;
    }

    public void remove(String collection, UUID id) {
        owners.remove("/" + collection + "/" + id);
    }

    /** Responds to everything with this status; 0: as it should; below 0: not at all. */
    public void respondWith(int code) {
        status.set(code);
    }

    /** The targets that have been asked for. */
    public Set<String> asked() {
        return asked;
    }

    private void respond(HttpServerRequest request) {
        asked.add(request.method() + " " + request.path());
        int forced = status.get();
        if (forced == 0) {
            String stamp = request.getHeader(Stamp.HEADER);
            vertx.executeBlocking(() -> status(stamp, request.path()))
                    .onSuccess(found -> request.response().setStatusCode(found).end());
        } else if (forced > 0) {
            request.response().setStatusCode(forced).end();
        }
    }

    private int status(String stamp, String path) throws IOException {
        List<StampKey> keys = Jwks.parse(keySet.get());
        StampVerifier verifier = new StampVerifier(
                Stamp.AUDIENCE_RESOURCES,
                kid -> keys.stream()
                        .filter(key -> key.kid().equals(kid))
                        .findFirst()
                        .orElse(null),
                InstantSource.system());
        if (!(verifier.verify(stamp) instanceof StampVerdict.Valid valid)) {
            return 401;
        }
        String needed = path.substring(1, path.indexOf('/', 1)) + ":read";
        if (!valid.stamp().permissions().contains(needed)) {
            return 403;
        }
        return valid.stamp().organizationId().equals(owners.get(path)) ? 200 : 404;
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
