package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Reads a part of a file. Confined to one event loop. */
final class DirectoryReader implements BlobReader {
    private final FileChannel channel;
    private final FileThreads threads;
    private long remaining;
    private boolean reading;
    private boolean closed;

    DirectoryReader(FileChannel channel, long length, FileThreads threads) {
        this.channel = channel;
        this.remaining = length;
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
                release();
            }
        });
    }

    /** A read under way would fail if its file was closed, so the file is closed after it. */
    @Override
    public void close() {
        boolean first = !closed;
        closed = true;
        if (first && !reading) {
            release();
        }
    }

    private void release() {
        threads.perform(() -> {
            channel.close();
        });
    }

    private Buffer read(int wanted) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(wanted);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes);
        }
        return bytes.hasRemaining()
                ? Buffer.buffer(Arrays.copyOf(bytes.array(), bytes.position()))
                : Buffer.buffer(bytes.array());
    }
}
