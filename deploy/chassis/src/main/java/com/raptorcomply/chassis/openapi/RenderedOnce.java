package com.raptorcomply.chassis.openapi;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Renders a form of a document at the first request for it, on a worker thread, and keeps it. At a service's start it would
 * delay readiness, and few ask for it. A failure is not kept. Any thread of Vert.x.
 */
public final class RenderedOnce<T> {
    private final Callable<T> renderer;
    private @Nullable Future<T> rendered;

    public RenderedOnce(Callable<T> renderer) {
        this.renderer = renderer;
    }

    /** Returns the form, on the context of the caller, whoever asked first. */
    public Future<T> get() {
        Context caller = Objects.requireNonNull(Vertx.currentContext());
        Promise<T> here = Promise.promise();
        rendered(caller).onComplete(done -> caller.runOnContext(run -> here.handle(done)));
        return here.future();
    }

    private synchronized Future<T> rendered(Context caller) {
        Future<T> before = rendered;
        if (before != null && !before.failed()) {
            return before;
        }
        Future<T> begun = caller.executeBlocking(renderer, false);
        rendered = begun;
        return begun;
    }
}
