package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.function.Function;

/**
 * Streams a whole list. It reads the next portion, continuing after the last one, when the client has
 * taken the previous one, so memory stays bounded and a slow client holds neither a database connection nor a
 * transaction. A record that exists throughout appears exactly once (in the order of changes: once more if it changes
 * meanwhile). The stream ends early if the client leaves.
 */
final class ListStream {
    static final int PORTION_ROWS = 200;

    private final Function<ListQuery, Future<RowSet<Row>>> portions;
    private final HttpServerResponse response;
    private final RecordFormat format;
    private final ContentEncoder encoder;
    private final Promise<Void> done = Promise.promise();
    private boolean begun;

    /** @param portions reads up to {@link #PORTION_ROWS} rows from a query's position */
    ListStream(
            Function<ListQuery, Future<RowSet<Row>>> portions,
            HttpServerResponse response,
            RecordFormat format,
            ContentEncoder encoder) {
        this.portions = portions;
        this.response = response;
        this.format = format;
        this.encoder = encoder;
    }

    Future<Void> run(ListQuery query) {
        next(query);
        return done.future();
    }

    /** Ends the stream after the response has ended in another way, because the client has left. */
    void cut(Throwable cause) {
        done.tryFail(cause);
    }

    private void next(ListQuery query) {
        if (response.closed()) {
            done.tryFail("The client went away");
        } else if (!done.future().isComplete()) {
            portions.apply(query)
                    .compose(rows -> {
                        write(query, rows);
                        return Future.succeededFuture();
                    })
                    .onFailure(done::tryFail);
        }
    }

    private void write(ListQuery query, RowSet<Row> rows) {
        if (done.future().isComplete()) {
            return;
        }
        boolean first = !begun;
        Buffer portion = Buffer.buffer();
        Row last = null;
        for (Row row : rows) {
            format.append(portion, query.json(row));
            last = row;
        }
        begun = true;
        if (first) {
            encoder.name(response);
        }
        if (last == null || rows.size() < PORTION_ROWS) {
            format.end(portion);
            response.end(encoder.last(portion))
                    .onSuccess(ended -> done.tryComplete())
                    .onFailure(done::tryFail);
        } else {
            if (first) {
                response.setChunked(true);
            }
            response.write(encoder.piece(portion));
            whenDrained(query.after(query.position(last)));
        }
    }

    private void whenDrained(ListQuery rest) {
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                next(rest);
            });
        } else {
            next(rest);
        }
    }
}
