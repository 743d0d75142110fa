package com.raptorcomply.resources.crud;

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
 * Writes the body of one answer in the coding that its client accepts, piece by piece: gzip (RFC 9110 section 8.4.1.3)
 * or none. Keeps no more than the piece that it codes and the coder's window of 32 KiB. Not for several threads.
 */
final class ContentEncoder {
    /** A smaller answer fits into one packet whatever its coding. */
    static final int GZIP_BYTES_MIN = 1_400;

    private static final int CHUNK_BYTES = 8 * 1024;
    /** Level 1, because the event loop codes, and higher levels cost several times the CPU for a tenth fewer bytes. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final boolean isGzip;
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream(0);
    private @Nullable GZIPOutputStream gzip;

    private ContentEncoder(boolean isGzip) {
        this.isGzip = isGzip;
    }

    /** For an answer of unknown length; a 406 if the client accepts nothing that there is. */
    static ContentEncoder of(HttpServerRequest request) {
        return new ContentEncoder(isGzip(request, Integer.MAX_VALUE));
    }

    /** Whether an answer of so many bytes is sent in gzip; a 406 if the client accepts nothing that there is. */
    static boolean isGzip(HttpServerRequest request, int bytes) {
        AcceptEncoding accepted = AcceptEncoding.of(request);
        return accepted.gzip() && (bytes >= GZIP_BYTES_MIN || !accepted.identity());
    }

    /** A whole body in gzip. */
    static Buffer gzip(Buffer body) {
        return new ContentEncoder(true).last(body);
    }

    /** Tells caches that the answer depends on Accept-Encoding, as also that without a coding does. */
    static void vary(HttpServerResponse response) {
        response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
    }

    /** Names the coding in a head that has not been sent. */
    void name(HttpServerResponse response) {
        if (isGzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    /** A piece of the body, whole, so that the client can read it before the next one comes. */
    Buffer piece(Buffer plain) {
        return isGzip ? code(plain, false) : plain;
    }

    /** The last piece of the body. */
    Buffer last(Buffer plain) {
        return isGzip ? code(plain, true) : plain;
    }

    /** Lets go of the coder's memory, which is outside of the heap, when the answer ends without its last piece. */
    void release() {
        if (gzip != null) {
            code(Buffer.buffer(), true);
        }
    }

    /** The coder is made with the first piece, because requests that wait for the database need none yet. */
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
