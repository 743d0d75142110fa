package com.raptorcomply.gateway.http.guard;

import io.netty.handler.codec.http2.Http2Error;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The order in which an HTTP/2 client opens and ends its streams (RFC 9113 sections 5.1 and 5.1.1). Netty forgets a stream when
 * it has ended, and then ignores frames that a client must not send. Of the last streams so many are remembered; frames on
 * older ones are ignored as before. Confined to its connection's event loop.
 */
final class Http2StreamOrder {
    private static final int REMEMBERED = 1024;

    private final BitSet opened = new BitSet(REMEMBERED);
    private final BitSet ended = new BitSet(REMEMBERED);
    private int last;

    /** The error of the connection that a frame of HEADERS is; null if it is none. */
    @Nullable
    Http2Error headers(int stream, boolean endsStream) {
        if (stream > last) {
            open(stream);
        } else if (isRemembered(stream) && !opened.get(place(stream))) {
            return Http2Error.PROTOCOL_ERROR;
        }
        return next(stream, endsStream);
    }

    /** The same of a frame of DATA. */
    @Nullable
    Http2Error data(int stream, boolean endsStream) {
        return stream > last ? null : next(stream, endsStream);
    }

    private @Nullable Http2Error next(int stream, boolean endsStream) {
        if (!isRemembered(stream)) {
            return null;
        }
        if (ended.get(place(stream))) {
            return Http2Error.STREAM_CLOSED;
        }
        ended.set(place(stream), endsStream);
        return null;
    }

    /** Those that it skips are never opened: it takes their places, too. */
    private void open(int stream) {
        int skipped = Math.min(REMEMBERED, (stream - last) / 2);
        for (int i = 0; i < skipped; i++) {
            opened.clear(place(stream - 2 * i));
            ended.clear(place(stream - 2 * i));
        }
        opened.set(place(stream));
        last = stream;
    }

    private boolean isRemembered(int stream) {
        return stream > 0 && stream % 2 == 1 && last - stream < 2 * REMEMBERED;
    }

    private static int place(int stream) {
        return stream / 2 % REMEMBERED;
    }
}
