package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes a form that is sent twice, by a reload or in two tabs, one request. */
public final class FormOnce {
    /** The field with the form's own id. */
    private static final String FIELD = "form";

    private FormOnce() {}

    /** Returns the idempotency by the form's id and what was typed; none for a form without an id. */
    public static Idempotency of(PageContext page) {
        JsonObject typed = new JsonObject();
        page.form().values().forEach((name, values) -> {
            if (!name.equals(FormFields.CSRF) && !name.equals(FIELD)) {
                typed.put(name, new JsonArray(values));
            }
        });
        return page.form()
                .text(FIELD)
                .flatMap(Uuids::parse)
                .map(UUID::toString)
                .map(id -> Idempotency.of(
                        page.caller(), "form/" + id, page.request().path(), typed))
                .orElse(Idempotency.NONE);
    }

    /** Returns the page for a form that was sent before; any other failure stays one. */
    public static Future<PageResponse> orBefore(Throwable failure, Supplier<Future<PageResponse>> before) {
        return failure instanceof Idempotency.Repeated ? before.get() : Future.failedFuture(failure);
    }
}
