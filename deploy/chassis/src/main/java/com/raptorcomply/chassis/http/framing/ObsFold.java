package com.raptorcomply.chassis.http.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds an obsolete folded field line (obs-fold, RFC 9112 section 5.2), because servers disagree on its meaning. Netty
 * joins the lines, so the fold must be found before Netty decodes the header.
 */
final class ObsFold {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private ObsFold() {}

    /**
     * Returns true if the received bytes of a header contain a folded line.
     *
     * @param requestLineRead true if the bytes begin with a field line; false if they begin with the request line or
     *     empty lines
     */
    static boolean isIn(ByteBuf head, boolean requestLineRead) {
        int end = head.writerIndex();
        int line = requestLineRead ? head.readerIndex() : requestLine(head);
        if (requestLineRead && line < end && head.getByte(line) <= ' ') {
            return isBlank(head.getByte(line));
        }
        for (int lf = head.indexOf(line, end, LF); lf >= 0 && lf + 1 < end; lf = head.indexOf(lf + 1, end, LF)) {
            byte first = head.getByte(lf + 1);
            if (isBlank(first)) {
                return true;
            }
            if (first == CR || first == LF) {
                return false;
            }
        }
        return false;
    }

    /** Skips empty lines before a request line (RFC 9112 section 2.2). */
    private static int requestLine(ByteBuf head) {
        int at = head.readerIndex();
        while (at < head.writerIndex() && head.getByte(at) <= ' ' && head.getByte(at) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte first) {
        return first == ' ' || first == '\t';
    }
}
