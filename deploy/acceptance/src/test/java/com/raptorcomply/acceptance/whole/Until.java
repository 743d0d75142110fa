package com.raptorcomply.acceptance.whole;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for a condition, within a bound, asking again and again. */
public final class Until {
    private static final long PAUSE_MILLIS = 20;

    private Until() {}

    /** Asks until the answer is the wanted one; a connection that is refused is no answer yet. */
    public static Reply answers(Duration within, Supplier<Reply> question, Predicate<Reply> wanted) {
        long deadline = System.nanoTime() + within.toNanos();
        Optional<Reply> last = Optional.empty();
        while (System.nanoTime() < deadline) {
            try {
                last = Optional.of(question.get());
                if (wanted.test(last.get())) {
                    return last.get();
                }
            } catch (UncheckedIOException notYet) {
                last = Optional.empty();
            }
            pause();
        }
        throw new AssertionError("not within " + within + "; last answer: "
                + last.map(Reply::toString).orElse("none"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
