package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;

/** Reads a blob from a stream whose calls block. Confined to one event loop. */
final class BlockingReader implements BlobReader {
    private final InputStream stream;
    private final FileThreads.Action release;
    private final FileThreads threads;
    private long remaining;
    private boolean reading;
    private boolean closed;

    /**
     * @param length bytes to read; fewer are read if the stream ends before
     * @param release lets go of the stream
     */
    BlockingReader(InputStream stream, long length, FileThreads.Action release, FileThreads threads) {
        this.stream = stream;
        this.remaining = length;
        this.release = release;
        this.threads = threads;
    }

    @Override
    public Future<Buffer> next() {
        if (remaining == 0 || closed) {
            return Future.succeededFuture(Buffer.buffer());
        }
        int wanted = (int) Math.min(remaining, Spool.PORTION_BYTES);
        reading = true;
        return threads.run(() -> read(wanted)).onComplete(read -> {
            reading = false;
            if (read.succeeded()) {
                remaining = read.result().length() < wanted ? 0 : remaining - wanted;
            }
            if (closed) {
                threads.perform(release);
            }
        });
    }

    /** A read under way would fail if its stream was closed, so the stream is closed after it. */
    @Override
    public void close() {
        boolean first = !closed;
        closed = true;
        if (first && !reading) {
            threads.perform(release);
        }
    }

    private Buffer read(int wanted) throws IOException {
        return Buffer.buffer(stream.readNBytes(wanted));
    }
}
