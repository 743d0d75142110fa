package com.raptorcomply.resources.resource;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Copies a cursor's rows into a response as one JSON array: the next rows are fetched when the client has taken the last
 * ones, so at most one fetch and the response's write queue are in memory. Ends early when the client goes away; a client
 * that stalls is cut off by the database's idle-in-transaction time-out.
 */
final class ListStream {
    private static final int FETCH_ROWS = 100;

    private final Cursor cursor;
    private final HttpServerResponse response;
    private final Promise<Void> done = Promise.promise();
    private boolean begun;

    ListStream(Cursor cursor, HttpServerResponse response) {
        this.cursor = cursor;
        this.response = response;
    }

    Future<Void> run() {
        response.closeHandler(closed -> done.tryFail("The client went away"));
        response.exceptionHandler(done::tryFail);
        fetch();
        return done.future();
    }

    private void fetch() {
        if (!done.future().isComplete()) {
            cursor.read(FETCH_ROWS).onSuccess(this::write).onFailure(done::tryFail);
        }
    }

    private void write(RowSet<Row> rows) {
        if (done.future().isComplete()) {
            return;
        }
        Buffer chunk = Buffer.buffer();
        for (Row row : rows) {
            chunk.appendByte((byte) (begun ? ',' : '[')).appendBuffer(row.getBuffer(0));
            begun = true;
        }
        if (cursor.hasMore()) {
            response.setChunked(true).write(chunk);
            whenDrained();
        } else {
            response.end(chunk.appendString(begun ? "]" : "[]"))
                    .onSuccess(ended -> done.tryComplete())
                    .onFailure(done::tryFail);
        }
    }

    private void whenDrained() {
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                fetch();
            });
        } else {
            fetch();
        }
    }
}
