package com.raptorcomply.chassis.openapi;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A form of a document that is rendered at the first request for it, on a worker thread, and kept. Rendering YAML takes
 * longer than all else at a service's start, and few ask for it. Any thread of Vert.x.
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
        if (rendered == null) {
            rendered = caller.executeBlocking(renderer, false);
        }
        return rendered;
    }
}
