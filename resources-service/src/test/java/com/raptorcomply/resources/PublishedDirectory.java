package com.raptorcomply.resources;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A directory as the key service publishes it, for tests that decide when the service reads it: a request that waits for
 * changes is never answered, one that does not wait is answered at once.
 */
public final class PublishedDirectory {
    static final String CREDENTIAL = "of-the-directory-of-tests";

    private static final int PART = 1_000;

    private final UUID epoch = UUID.randomUUID();
    private final List<JsonObject> entries = new CopyOnWriteArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean down;

    /** Adds a person, whom the service does not know yet. */
    public UUID add(UUID organization, String name) {
        UUID id = UUID.randomUUID();
        entries.add(new JsonObject()
                .put("kind", "person")
                .put("id", id.toString())
                .put("organizationId", organization.toString())
                .put("name", name)
                .put("status", "active"));
        return id;
    }

    /** Returns the number of reads that did not wait. */
    public int reads() {
        return reads.get();
    }

    /** Makes the directory respond, or not. */
    public void setDown(boolean isDown) {
        down = isDown;
    }

    void answer(HttpServerRequest request) {
        if (!"0".equals(request.getParam("wait"))) {
            return;
        }
        reads.incrementAndGet();
        if (down) {
            request.response().setStatusCode(503).end();
            return;
        }
        int after =
                epoch.toString().equals(request.getParam("epoch")) ? Integer.parseInt(request.getParam("after")) : 0;
        List<JsonObject> part = entries.subList(after, Math.min(entries.size(), after + PART));
        request.response()
                .end(new JsonObject()
                        .put("epoch", epoch.toString())
                        .put("sequence", after + part.size())
                        .put("entries", new JsonArray(List.copyOf(part)))
                        .encode());
    }
}
