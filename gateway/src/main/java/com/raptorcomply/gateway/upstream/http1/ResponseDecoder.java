package com.raptorcomply.gateway.upstream.http1;

import com.raptorcomply.chassis.http.framing.InternedHeaderNames;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/** Netty's decoder of answers, told whether the request was a HEAD, whose answer declares a body that does not come. */
final class ResponseDecoder extends HttpResponseDecoder {
    private static final int STATUS_DIGITS = 3;
    private static final int STATUS_LINE_BYTES_MAX = 4 * 1024;
    private static final int HEADER_BYTES_MAX = 64 * 1024;

    /** A body comes in pieces of at most this size; 8 KiB, Netty's own choice, cost three times the CPU at 64 KiB. */
    private static final int PIECE_BYTES_MAX = ReadBufferSizes.BYTES_MAX;

    /** Vert.x's fields, which check names and values like Netty's own and take a third of the room. */
    private static final HttpHeadersFactory FIELDS = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return HeadersMultiMap.httpHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return HeadersMultiMap.httpHeaders();
        }
    };

    private boolean bodyExpected = true;

    ResponseDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(STATUS_LINE_BYTES_MAX)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxChunkSize(PIECE_BYTES_MAX)
                .setHeadersFactory(FIELDS)
                .setTrailersFactory(FIELDS));
    }

    /** RFC 9110 section 15: a status is three digits, of which the first is 1 to 5. What is no number fails in Netty. */
    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        String status = initialLine[1];
        if (status.length() != STATUS_DIGITS || status.charAt(0) < '1' || status.charAt(0) > '5') {
            throw new IllegalArgumentException("A status that is none");
        }
        return super.createMessage(initialLine);
    }

    /** RFC 9112 section 6.3: such an answer has two ends. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Both Transfer-Encoding and Content-Length");
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (length == 0 || start > 0 || !isBeforeColon(line, start + length)) {
            throw new IllegalArgumentException("A field without a name, or with a space before or in it");
        }
        AsciiString usual = InternedHeaderNames.find(line, start, length);
        return usual == null ? super.splitHeaderName(line, start, length) : usual;
    }

    /** Netty ends a name at a space and skips what stands before the colon; spaces alone a proxy removes (RFC 9112 section 5.1). */
    private static boolean isBeforeColon(byte[] line, int nameEnd) {
        int at = nameEnd;
        while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        return at < line.length && line[at] == ':';
    }

    /** RFC 9112 section 6.1: no coding was asked for but chunked, and of another one nobody would find the end. */
    private static void requirePlainCoding(HttpMessage message) {
        String coding = message.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null
                && (!coding.equalsIgnoreCase("chunked")
                        || message.headers()
                                        .getAll(HttpHeaderNames.TRANSFER_ENCODING)
                                        .size()
                                > 1)) {
            throw new IllegalArgumentException("Another transfer coding than chunked");
        }
    }

    void expectBody(boolean expected) {
        bodyExpected = expected;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        requirePlainCoding(message);
        boolean interim =
                message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return (!bodyExpected && !interim) || super.isContentAlwaysEmpty(message);
    }
}
