package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Reads the bytes of a blob in order, one portion after the other. One portion at a time may be requested. */
public interface BlobReader {
    /** Returns the next portion; an empty one after the last. */
    Future<Buffer> next();

    /** Releases the reader. May be called at any time, and more than once. */
    void close();
}
