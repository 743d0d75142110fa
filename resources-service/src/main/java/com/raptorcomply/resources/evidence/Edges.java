package com.raptorcomply.resources.evidence;

import io.vertx.core.buffer.Buffer;

/** Keeps the first and the last bytes of a stream. Not thread-safe. */
final class Edges {
    /** More than the header of a part with the longest name. */
    private static final int FIRST_BYTES = 8 * 1024;

    /** More than the longest close delimiter of a form. */
    private static final int LAST_BYTES = 1024;

    private final Buffer first = Buffer.buffer();
    private Buffer last = Buffer.buffer();

    void add(Buffer chunk) {
        int wanted = Math.min(FIRST_BYTES - first.length(), chunk.length());
        if (wanted > 0) {
            first.appendBuffer(chunk, 0, wanted);
        }
        int ofChunk = Math.min(chunk.length(), LAST_BYTES);
        int ofLast = Math.min(last.length(), LAST_BYTES - ofChunk);
        last = Buffer.buffer()
                .appendBuffer(last, last.length() - ofLast, ofLast)
                .appendBuffer(chunk, chunk.length() - ofChunk, ofChunk);
    }

    Buffer first() {
        return first;
    }

    Buffer last() {
        return last;
    }
}
