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

/**
 * Netty's response decoder with stricter checks. It knows if the request was a HEAD, because the response then declares
 * a body that does not follow.
 */
final class ResponseDecoder extends HttpResponseDecoder {
    private static final int STATUS_DIGITS = 3;
    private static final int STATUS_LINE_BYTES_MAX = 4 * 1024;
    private static final int HEADER_BYTES_MAX = 64 * 1024;

    /** Largest piece of a body. Netty's default of 8 KiB costs more CPU on large responses. */
    private static final int PIECE_BYTES_MAX = ReadBufferSizes.BYTES_MAX;

    /** Makes Vert.x's header maps, which check names and values as Netty's do and take less memory. */
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

    /**
     * Refuses a status that is not three digits starting with 1 to 5 (RFC 9110 section 15). Netty refuses other text.
     */
    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        String status = initialLine[1];
        if (status.length() != STATUS_DIGITS || status.charAt(0) < '1' || status.charAt(0) > '5') {
            throw new IllegalArgumentException("The status code is not three digits from 100 to 599");
        }
        return super.createMessage(initialLine);
    }

    /** Refuses the response, because its body would end in two places (RFC 9112 section 6.3). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Both Transfer-Encoding and Content-Length");
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (length == 0 || start > 0 || !isBeforeColon(line, start + length)) {
            throw new IllegalArgumentException("A field has no name, or white space before or in its name");
        }
        AsciiString usual = InternedHeaderNames.find(line, start, length);
        return usual == null ? super.splitHeaderName(line, start, length) : usual;
    }

    /**
     * Returns true if only white space lies between the name and the colon, which a proxy must remove (RFC 9112 section
     * 5.1). Netty ends a name at a space and would skip other characters before the colon.
     */
    private static boolean isBeforeColon(byte[] line, int nameEnd) {
        int at = nameEnd;
        while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        return at < line.length && line[at] == ':';
    }

    /**
     * Refuses transfer codings other than chunked (RFC 9112 section 6.1). The request allowed none, and the end of the
     * body could not be found.
     */
    private static void requirePlainCoding(HttpMessage message) {
        String coding = message.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null
                && (!coding.equalsIgnoreCase("chunked")
                        || message.headers()
                                        .getAll(HttpHeaderNames.TRANSFER_ENCODING)
                                        .size()
                                > 1)) {
            throw new IllegalArgumentException("The transfer coding is not chunked");
        }
    }

    void expectBody(boolean expected) {
        bodyExpected = expected;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        requirePlainCoding(message);
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return (!bodyExpected && !interim) || super.isContentAlwaysEmpty(message);
    }
}
