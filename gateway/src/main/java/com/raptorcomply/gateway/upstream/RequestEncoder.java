package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.upstream.http1.Http1Connection;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Encodes the head of a request to an upstream (RFC 9112 section 3). Builds it in a reused array, because writing field
 * by field into a buffer costs twice as much. Confined to its event loop.
 */
final class RequestEncoder implements BiConsumer<CharSequence, CharSequence> {
    private static final AsciiString VERSION = AsciiString.cached(" HTTP/1.1");
    private static final AsciiString CHUNKED = AsciiString.cached("transfer-encoding: chunked");

    /** Initial size of the array. It grows up to the largest head that a client may send. */
    private static final int USUAL_BYTES = 4 * 1024;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    /**
     * Encodes a head into a buffer of the connection.
     *
     * @param room bytes to reserve behind the head for the body
     * @throws IllegalArgumentException if a value contains a line break, which no accepted request does
     */
    ByteBuf encode(ForwardRequest forward, String authority, Http1Connection connection, int room) {
        size = 0;
        text(forward.request().method().name());
        octet(' ');
        text(forward.target().uri());
        ascii(VERSION);
        lineEnd();
        UpstreamRequestHeaders.each(forward, authority, this);
        StampHeaders stamp = forward.stamp();
        if (stamp != null) {
            ascii(stamp.lines());
        }
        if (forward.head().chunked()) {
            ascii(CHUNKED);
            lineEnd();
        }
        lineEnd();
        return connection.buffer(size + room).writeBytes(bytes, 0, size);
    }

    /**
     * Writes a field. An {@link AsciiString} is the gateway's own value; a {@link String} may come from a client and is
     * checked.
     */
    @Override
    public void accept(CharSequence name, CharSequence value) {
        put(name);
        octet(':');
        octet(' ');
        put(value);
        lineEnd();
    }

    private void put(CharSequence text) {
        if (text instanceof AsciiString own) {
            ascii(own);
        } else {
            text(text.toString());
        }
    }

    private void ascii(AsciiString text) {
        int length = text.length();
        reserve(length);
        text.copy(0, bytes, size, length);
        size += length;
    }

    private void text(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("A field value contains a line break");
        }
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        reserve(latin.length);
        System.arraycopy(latin, 0, bytes, size, latin.length);
        size += latin.length;
    }

    private void octet(char octet) {
        reserve(1);
        bytes[size++] = (byte) octet;
    }

    private void lineEnd() {
        octet('\r');
        octet('\n');
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
