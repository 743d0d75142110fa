package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.upstream.http1.Http1Connection;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * The head of a request to an upstream, as it goes over the wire (RFC 9112 section 3). It is put together in an array that is
 * used again for each, which costs half of writing field by field into a buffer. Confined to its event loop.
 */
final class RequestEncoder implements BiConsumer<CharSequence, CharSequence> {
    private static final AsciiString VERSION = AsciiString.cached(" HTTP/1.1");
    private static final AsciiString CHUNKED = AsciiString.cached("transfer-encoding: chunked");

    /** What most heads take; a longer one makes it grow, up to the largest that a client may send. */
    private static final int USUAL_BYTES = 4 * 1024;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    /**
     * A head, in a buffer of the wire.
     *
     * @param room for so many bytes of the body behind it
     * @throws IllegalArgumentException if a value has a line break in it, which no request that was let in has
     */
    ByteBuf of(ForwardRequest passage, String authority, Http1Connection wire, int room) {
        size = 0;
        text(passage.request().method().name());
        octet(' ');
        text(passage.target().uri());
        ascii(VERSION);
        lineEnd();
        UpstreamRequestHeaders.each(passage, authority, this);
        StampHeaders stamp = passage.stamp();
        if (stamp != null) {
            ascii(stamp.lines());
        }
        if (passage.head().chunked()) {
            ascii(CHUNKED);
            lineEnd();
        }
        lineEnd();
        return wire.buffer(size + room).writeBytes(bytes, 0, size);
    }

    /** A field. A value that is an {@link AsciiString} is the gateway's own; strings may come from a client. */
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
            throw new IllegalArgumentException("A line break in a field's value");
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
