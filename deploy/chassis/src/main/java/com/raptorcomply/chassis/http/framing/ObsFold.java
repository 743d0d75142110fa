package com.raptorcomply.chassis.http.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds a field line that continues on the next one (obs-fold, RFC 9112 section 5.2), which servers read in two ways.
 * Netty joins the lines, and nobody can tell any more.
 */
final class ObsFold {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private ObsFold() {}

    /**
     * Whether the bytes of a head that are there hold one.
     *
     * @param requestLineRead whether they begin with a field line, else with the request line or what stands before it
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

    /** Empty lines before a request line are ignored (RFC 9112 section 2.2). */
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
