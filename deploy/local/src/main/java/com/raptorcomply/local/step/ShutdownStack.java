package com.raptorcomply.local.step;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes started parts in reverse order, each once, even if others fail. Any thread. */
public final class ShutdownStack implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /**
     * Adds a part that has just been started.
     *
     * @throws LocalRunException if everything has been closed meanwhile; the part is closed then too
     */
    public <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            parts.push(part);
            if (!closed) {
                return part;
            }
        }
        close();
        throw new LocalRunException("Stopped while starting");
    }

    public synchronized boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * Closes all parts.
     *
     * @throws LocalRunException for the first part that could not be closed, with the others as suppressed
     */
    @Override
    public synchronized void close() {
        closed = true;
        @Nullable LocalRunException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                if (failure == null) {
                    failure = new LocalRunException("Could not stop cleanly: " + failed.getMessage(), failed);
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
