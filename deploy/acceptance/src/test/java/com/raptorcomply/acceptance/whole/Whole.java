package com.raptorcomply.acceptance.whole;

import com.raptorcomply.local.LocalRun;
import com.raptorcomply.local.Options;
import com.raptorcomply.local.Ports;
import com.raptorcomply.local.demo.DemoInventory;
import com.raptorcomply.local.step.Progress;
import com.raptorcomply.local.step.ShutdownStack;
import io.vertx.core.json.JsonObject;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the three services with the demo data on free ports, with clients of them. Tests may run at the same time,
 * because each creates its own keys and records.
 */
public final class Whole implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final LocalRun run;
    private final ShutdownStack started;

    private Whole(LocalRun run, ShutdownStack started) {
        this.run = run;
        this.started = started;
    }

    public static Whole start(Path data) {
        PrintWriter terminal = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        ShutdownStack started = new ShutdownStack();
        Options options = new Options(data, "127.0.0.1", Ports.FREE, Optional.empty());
        try {
            return new Whole(LocalRun.start(options, new Progress(terminal), started), started);
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    public LocalRun run() {
        return run;
    }

    public String value(String name) {
        return run.environment().get(name);
    }

    /** Returns a client with organization A's key of role api_user. */
    public Client clientA() {
        return client("RAPTOR_COMPLY_API_KEY");
    }

    /** Returns a client with organization B's key of role api_user. */
    public Client clientB() {
        return client("ORG_B_API_KEY");
    }

    /** Returns a client with organization A's super key. */
    public Client adminA() {
        return client("ORG_A_ADMIN_KEY");
    }

    /** Returns a client without a key. */
    public Client stranger() {
        return new Client(value("GATEWAY_URL"), "");
    }

    /** Returns a name that no other test uses. */
    public static String unique(String what) {
        return what + "-" + MADE.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
    }

    /** Creates a key in organization A, and returns the response's body with the key and its id. */
    public JsonObject makeKey(JsonObject more) {
        JsonObject terms = new JsonObject()
                .put("name", unique("acceptance"))
                .put("kind", "organization")
                .mergeIn(more);
        Reply made = adminA().post("/api-keys", terms);
        if (made.status() != 201) {
            throw new AssertionError("making a key: " + made);
        }
        return made.json();
    }

    /** Returns a complete body for a new cyber asset of organization A. */
    public JsonObject newAsset() {
        return DemoInventory.assetToTry(unique("ACC"));
    }

    @Override
    public void close() {
        started.close();
    }

    private Client client(String keyName) {
        return new Client(value("GATEWAY_URL"), value(keyName));
    }
}
