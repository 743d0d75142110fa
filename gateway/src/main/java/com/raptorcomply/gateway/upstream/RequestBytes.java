package com.raptorcomply.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.AsciiString;

/** The head of a request to an upstream, as it goes over the wire (RFC 9112 section 3). */
final class RequestBytes {
    private static final AsciiString VERSION = AsciiString.cached(" HTTP/1.1\r\n");
    private static final AsciiString CHUNKED = AsciiString.cached("transfer-encoding: chunked\r\n");
    private static final int LINE_END = '\r' << 8 | '\n';
    private static final int COLON = ':' << 8 | ' ';

    private RequestBytes() {}

    /** @throws IllegalArgumentException if a value has a line break in it, which no request that was let in has */
    static void write(Passage passage, String authority, ByteBuf to) {
        text(passage.request().method().name(), to);
        to.writeByte(' ');
        text(passage.target().uri(), to);
        text(VERSION, to);
        UpstreamFields.each(passage, authority, (name, value) -> field(name, value, to));
        if (passage.head().chunked()) {
            text(CHUNKED, to);
        }
        to.writeShort(LINE_END);
    }

    private static void field(CharSequence name, CharSequence value, ByteBuf to) {
        if (AsciiString.indexOf(value, '\n', 0) >= 0 || AsciiString.indexOf(value, '\r', 0) >= 0) {
            throw new IllegalArgumentException("A line break in a field's value");
        }
        text(name, to);
        to.writeShort(COLON);
        text(value, to);
        to.writeShort(LINE_END);
    }

    private static void text(CharSequence text, ByteBuf to) {
        ByteBufUtil.writeAscii(to, text);
    }
}
