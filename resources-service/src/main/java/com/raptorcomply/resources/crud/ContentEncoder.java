package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the body of one response, piece by piece, in the coding that its client accepts: gzip (RFC 9110 section
 * 8.4.1.3) or none. It buffers at most the current piece and the encoder's window of 32 KiB. Not thread-safe.
 */
public final class ContentEncoder {
    /** A smaller response fits into one packet in any coding. */
    static final int GZIP_BYTES_MIN = 1_400;

    /** The event loop encodes about as much in a millisecond. */
    private static final int EVENT_LOOP_BYTES_MAX = 128 * 1024;

    private static final int CHUNK_BYTES = 8 * 1024;
    /** Level 1, because the event loop encodes, and higher levels cost far more CPU for few bytes saved. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final boolean isGzip;
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream(0);
    private @Nullable GZIPOutputStream gzip;

    private ContentEncoder(boolean isGzip) {
        this.isGzip = isGzip;
    }

    /** Creates an encoder for a response of unknown length; throws a 406 if the client accepts no available coding. */
    public static ContentEncoder of(HttpServerRequest request) {
        return new ContentEncoder(isGzip(request, Integer.MAX_VALUE));
    }

    /**
     * Returns true if a response of this length is sent in gzip; throws a 406 if the client accepts no available
     * coding.
     */
    static boolean isGzip(HttpServerRequest request, int bytes) {
        AcceptEncoding accepted = AcceptEncoding.of(request);
        return accepted.gzip() && (bytes >= GZIP_BYTES_MIN || !accepted.identity());
    }

    /** Encodes a whole body in gzip. */
    static Buffer gzip(Buffer body) {
        return new ContentEncoder(true).last(body);
    }

    /** Sets {@code Vary}, because the response depends on Accept-Encoding even without a coding. */
    static void vary(HttpServerResponse response) {
        response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
    }

    /** Sets {@code Content-Encoding}. The head must not have been sent. */
    public void name(HttpServerResponse response) {
        if (isGzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    /** Encodes one piece completely, so that the client can read it before the next one arrives. */
    public Buffer piece(Buffer plain) {
        return isGzip ? code(plain, false) : plain;
    }

    /** Encodes the last piece of the body. */
    public Buffer last(Buffer plain) {
        return isGzip ? code(plain, true) : plain;
    }

    /** Encodes a whole body, a large one on a worker thread, because it would hold up the event loop for milliseconds. */
    Future<Buffer> whole(Vertx vertx, Buffer plain) {
        return isGzip && plain.length() > EVENT_LOOP_BYTES_MAX
                ? vertx.executeBlocking(() -> gzip(plain), false)
                : Future.succeededFuture(last(plain));
    }

    /** Frees the encoder's memory outside the heap, if the response ends without its last piece. */
    public void release() {
        if (gzip != null) {
            code(Buffer.buffer(), true);
        }
    }

    /** Creates the encoder with the first piece, because requests that wait for the database need none yet. */
    private Buffer code(Buffer plain, boolean isLast) {
        try {
            GZIPOutputStream stream = gzip == null ? open(coded) : gzip;
            gzip = isLast ? null : stream;
            stream.write(plain.getBytes());
            if (isLast) {
                stream.close();
            } else {
                stream.flush();
            }
            Buffer bytes = Buffer.buffer(coded.toByteArray());
            coded.reset();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GZIPOutputStream open(ByteArrayOutputStream coded) throws IOException {
        return new GZIPOutputStream(coded, CHUNK_BYTES, true) {
            {
                def.setLevel(LEVEL);
            }
        };
    }
}
