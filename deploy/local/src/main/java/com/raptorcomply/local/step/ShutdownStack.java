package com.raptorcomply.local.step;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has been started, to be ended in the reverse order: each once, whatever becomes of the others. Any thread. */
public final class ShutdownStack implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean ended;

    /**
     * Takes what has just been started.
     *
     * @throws LocalRunException if everything has been ended meanwhile; the part is ended then, too
     */
    public <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            parts.push(part);
            if (!ended) {
                return part;
            }
        }
        close();
        throw new LocalRunException("Ended while starting");
    }

    public synchronized boolean isEmpty() {
        return parts.isEmpty();
    }

    /** @throws LocalRunException for the first that could not be ended, with the others as suppressed */
    @Override
    public synchronized void close() {
        ended = true;
        @Nullable LocalRunException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                if (failure == null) {
                    failure = new LocalRunException("Could not end cleanly: " + failed.getMessage(), failed);
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
