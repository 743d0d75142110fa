package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * The threads that read, write and digest files, because these calls block and an event loop must not. They are apart from
 * the other threads of the service, so that a slow disk holds up files only. Any thread.
 */
public final class FileThreads {
    private static final int THREADS = 8;

    private final WorkerExecutor workers;

    public FileThreads(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("files", THREADS);
    }

    /** A blocking step. */
    @FunctionalInterface
    public interface Step<T> {
        T run() throws IOException;
    }

    /** A blocking step without a result. */
    @FunctionalInterface
    public interface Action {
        void run() throws IOException;
    }

    /** Runs a step without a result; otherwise as {@link #run}. */
    public Future<Void> perform(Action action) {
        return run(() -> {
                    action.run();
                    return true;
                })
                .mapEmpty();
    }

    /**
     * Runs a step. A full disk fails with {@link StorageFullException}, everything else that keeps from reading or writing
     * with {@link StoreUnavailableException}. The result arrives on the caller's event loop.
     */
    public <T> Future<T> run(Step<T> step) {
        Callable<T> call = () -> {
            try {
                return step.run();
            } catch (IOException failed) {
                throw isFull(failed) ? new StorageFullException(failed) : new StoreUnavailableException(failed);
            }
        };
        // Without order: each stream of bytes waits for its own step before the next.
        return workers.executeBlocking(call, false);
    }

    public Future<Void> close() {
        return workers.close();
    }

    /** Recognizes ENOSPC and EDQUOT by the text of the system, because Java has no code for them. */
    private static boolean isFull(IOException failed) {
        String text = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }
}
