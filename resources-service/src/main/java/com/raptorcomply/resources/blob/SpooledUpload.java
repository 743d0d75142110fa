package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream to a temporary file, and digests it on the way. It reads at the pace of the disk: while a portion is
 * written, it takes one more portion and then pauses the stream. Confined to the event loop of the stream; its steps run one
 * after the other on a thread for files.
 */
public final class SpooledUpload {
    private final ReadStream<Buffer> from;
    private final Path file;
    private final long bytesMax;
    private final Spool.FirstBytes check;
    private final FileThreads threads;
    private final Sha256 digest = new Sha256();
    private final Promise<SpooledFile> done = Promise.promise();
    private Buffer pending = Buffer.buffer();
    private @Nullable FileChannel channel;
    private @Nullable Throwable aborted;
    private long received;
    private long size;
    private boolean writing;
    private boolean paused;
    private boolean ended;

    SpooledUpload(ReadStream<Buffer> from, Path file, long bytesMax, Spool.FirstBytes check, FileThreads threads) {
        this.from = from;
        this.file = file;
        this.bytesMax = bytesMax;
        this.check = check;
        this.threads = threads;
        from.handler(this::take);
        from.endHandler(end -> {
            ended = true;
            proceed();
        });
        from.exceptionHandler(this::abort);
        from.resume();
    }

    /** Signals a file that is longer than accepted. */
    public static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("too large", null, false, false);
        }
    }

    /** Returns the file when it is whole and on disk. Fails with the reason, and leaves no file then. */
    public Future<SpooledFile> future() {
        return done.future();
    }

    /** Gives the file up, and reads the rest of the stream away. */
    public void abort(Throwable reason) {
        if (done.future().isComplete()) {
            return;
        }
        from.handler(ignored -> {});
        pending = Buffer.buffer();
        if (paused) {
            paused = false;
            from.resume();
        }
        // A step under way ends first, because it would write to a closed file.
        if (!writing) {
            writing = true;
            threads.run(this::remove).onComplete(removed -> done.tryFail(reason));
        } else if (aborted == null) {
            aborted = reason;
        }
    }

    private void take(Buffer chunk) {
        pending.appendBuffer(chunk);
        received += chunk.length();
        if (received > bytesMax) {
            abort(new TooLargeException());
            return;
        }
        proceed();
        if (writing && pending.length() >= Spool.PORTION_BYTES && !paused) {
            paused = true;
            from.pause();
        }
    }

    private void proceed() {
        if (writing || done.future().isComplete()) {
            return;
        }
        boolean isPortion = pending.length() >= Spool.PORTION_BYTES;
        if (isPortion || ended) {
            byte[] bytes = pending.getBytes();
            pending = Buffer.buffer(Spool.PORTION_BYTES);
            boolean isLast = ended;
            writing = true;
            threads.perform(() -> write(bytes, isLast)).onComplete(written -> {
                writing = false;
                Throwable reason = written.failed() ? written.cause() : aborted;
                if (reason != null) {
                    abort(reason);
                } else if (isLast) {
                    done.tryComplete(new SpooledFile(file, digest.hex(), size));
                } else {
                    next();
                }
            });
        }
    }

    private void next() {
        if (paused) {
            paused = false;
            from.resume();
        }
        proceed();
    }

    private void write(byte[] bytes, boolean isLast) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            check.check(bytes);
            open = Spool.create(file);
            channel = open;
        }
        digest.update(bytes);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            open.write(rest);
        }
        size += bytes.length;
        if (isLast) {
            open.force(true);
            open.close();
        }
    }

    private boolean remove() throws IOException {
        FileChannel open = channel;
        if (open != null) {
            open.close();
        }
        return Files.deleteIfExists(file);
    }
}
