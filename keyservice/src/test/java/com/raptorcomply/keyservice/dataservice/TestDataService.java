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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A data service for looking up places: HTTP, stamps verified with the key set, records of organizations. */
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

    /** Sets the source of the key set with which it verifies stamps. */
    public void believe(Supplier<String> published) {
        keySet = published;
    }

    /** Creates a record of this organization in a collection, such as {@code facilities}. */
    public UUID add(String collection, UUID organizationId) {
        UUID id = UUID.randomUUID();
        owners.put("/" + collection + "/" + id, organizationId);
        return id;
    }

    public void remove(String collection, UUID id) {
        owners.remove("/" + collection + "/" + id);
    }

    /** Responds to every request with this status; 0: normally; below 0: not at all. */
    public void respondWith(int code) {
        status.set(code);
    }

    /** Returns the targets of the requests so far. */
    public Set<String> asked() {
        return asked;
    }

    private void respond(HttpServerRequest request) {
        asked.add(request.method() + " " + request.path());
        int forced = status.get();
        if (forced == 0) {
            String stamp = request.getHeader(Stamp.HEADER);
            boolean isList = request.path().lastIndexOf('/') == 0;
            vertx.executeBlocking(() -> isList ? 200 : status(stamp, request.path()))
                    .onSuccess(found -> request.response()
                            .setStatusCode(found)
                            .end(found == 200 ? body(request.path(), isList) : ""));
        } else if (forced > 0) {
            request.response().setStatusCode(forced).end();
        }
    }

    /** By collection, the field that names a record, as the data service's document has it. */
    private static final Map<String, String> NAMES =
            Map.of("/facilities", "title", "/control-centers", "centerTitle", "/cyber-systems", "systemTitle");

    /** Returns a record, or the records of a collection, each named after its collection. */
    private String body(String path, boolean isList) {
        if (!isList) {
            return record(path).encode();
        }
        JsonArray records = new JsonArray();
        owners.keySet().stream().filter(each -> each.startsWith(path + "/")).forEach(each -> records.add(record(each)));
        return records.encode();
    }

    private static JsonObject record(String path) {
        int end = path.lastIndexOf('/');
        return new JsonObject()
                .put("id", path.substring(end + 1))
                .put(Objects.requireNonNull(NAMES.get(path.substring(0, end))), "One of " + path.substring(1, end));
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
