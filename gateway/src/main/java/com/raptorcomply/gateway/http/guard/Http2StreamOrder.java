package com.raptorcomply.gateway.http.guard;

import io.netty.handler.codec.http2.Http2Error;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the order in which an HTTP/2 client opens and ends its streams (RFC 9113 sections 5.1 and 5.1.1). Netty
 * forgets ended streams and then ignores frames that a client must not send. The last {@value #REMEMBERED} streams are
 * remembered; frames on older streams are ignored, as in Netty. Confined to its connection's event loop.
 */
final class Http2StreamOrder {
    private static final int REMEMBERED = 1024;

    private final BitSet opened = new BitSet(REMEMBERED);
    private final BitSet ended = new BitSet(REMEMBERED);
    private int last;

    /** Returns the connection error that a HEADERS frame causes; null if the frame is legal. */
    @Nullable
    Http2Error headers(int stream, boolean endsStream) {
        if (stream > last) {
            open(stream);
        } else if (isRemembered(stream) && !opened.get(slot(stream))) {
            return Http2Error.PROTOCOL_ERROR;
        }
        return next(stream, endsStream);
    }

    /** Returns the connection error that a DATA frame causes; null if the frame is legal. */
    @Nullable
    Http2Error data(int stream, boolean endsStream) {
        return stream > last ? null : next(stream, endsStream);
    }

    private @Nullable Http2Error next(int stream, boolean endsStream) {
        if (!isRemembered(stream)) {
            return null;
        }
        if (ended.get(slot(stream))) {
            return Http2Error.STREAM_CLOSED;
        }
        ended.set(slot(stream), endsStream);
        return null;
    }

    /** Opens a stream and marks the skipped ones as never opened (RFC 9113 section 5.1.1). */
    private void open(int stream) {
        int skipped = Math.min(REMEMBERED, (stream - last) / 2);
        for (int i = 0; i < skipped; i++) {
            opened.clear(slot(stream - 2 * i));
            ended.clear(slot(stream - 2 * i));
        }
        opened.set(slot(stream));
        last = stream;
    }

    private boolean isRemembered(int stream) {
        return stream > 0 && stream % 2 == 1 && last - stream < 2 * REMEMBERED;
    }

    private static int slot(int stream) {
        return stream / 2 % REMEMBERED;
    }
}
