package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tries a key at a gateway as its holder does, for the page that shows a new one. Safe on any thread. */
public final class KeyTrial {
    private static final int CONNECTIONS_MAX = 4;
    private static final int WAITING_MAX = 64;
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int RESPONSE_MILLIS_MAX = 5_000;
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final String PATH = "/validate";

    private final @Nullable URI gateway;
    private final HttpClient client;

    /**
     * Creates a trial at this gateway. It trusts the authorities of the JVM, not that of the services, because it connects to
     * the address of clients.
     *
     * @param gateway null: no key can be tried
     */
    public KeyTrial(Vertx vertx, @Nullable URI gateway) {
        this.gateway = gateway;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
    }

    /**
     * The gateway's response.
     *
     * @param status 0 if there was none
     * @param text the name of the key if it was let in, else the gateway's sentence; may be empty
     */
    public record Outcome(int status, String text, Duration duration) {
        private static final int OK = 200;

        public boolean isLetIn() {
            return status == OK;
        }
    }

    public boolean isAvailable() {
        return gateway != null;
    }

    /** Returns the address that tells what a key may do; empty without a gateway. */
    public String address() {
        return gateway == null ? "" : gateway.resolve(PATH).toString();
    }

    /** Tries the key. It fails with 422 for a text that is no key, and with 404 without a gateway. */
    public Future<Outcome> run(String key) {
        if (gateway == null) {
            return Future.failedFuture(Problem.notFound().exception());
        }
        if (!(PresentedKey.parse(key) instanceof PresentedKey.Wellformed)) {
            return Future.failedFuture(Problem.of(ErrorCode.INVALID_VALUE, "This is no API key")
                    .withField("key")
                    .exception());
        }
        long begun = System.nanoTime();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address())
                .setTimeout(RESPONSE_MILLIS_MAX)
                .setIdleTimeout(RESPONSE_MILLIS_MAX)
                .putHeader("X-API-Key", key);
        return client.request(options)
                .compose(request -> request.send())
                .compose(response ->
                        response.body().map(body -> new Outcome(response.statusCode(), text(body), since(begun))))
                .otherwise(failure -> new Outcome(0, "", since(begun)));
    }

    public Future<Void> close() {
        return client.close();
    }

    private static String text(Buffer body) {
        try {
            JsonObject told = body.length() > BODY_BYTES_MAX ? new JsonObject() : body.toJsonObject();
            Object name = told.getValue("name", told.getValue("message", ""));
            return String.valueOf(name);
        } catch (DecodeException notJson) {
            return "";
        }
    }

    private static Duration since(long begun) {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
}
