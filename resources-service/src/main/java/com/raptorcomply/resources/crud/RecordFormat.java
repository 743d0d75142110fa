package com.raptorcomply.resources.crud;

import io.vertx.core.buffer.Buffer;

/** Writes the records of one response, in the order of the list. Not thread-safe. */
public interface RecordFormat {
    String contentType();

    /** Appends one record. */
    void append(Buffer body, Buffer json);

    /** Appends the end of the list. */
    void end(Buffer body);
}
