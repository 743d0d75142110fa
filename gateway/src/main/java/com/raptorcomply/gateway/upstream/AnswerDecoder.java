package com.raptorcomply.gateway.upstream;

import com.raptorcomply.chassis.http.framing.Spellings;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/** Netty's decoder of answers, told whether the request was a HEAD, whose answer declares a body that does not come. */
final class AnswerDecoder extends HttpResponseDecoder {
    private static final int STATUS_LINE_BYTES_MAX = 4 * 1024;
    private static final int HEADER_BYTES_MAX = 64 * 1024;

    /** A body comes in pieces of at most this size; 8 KiB, Netty's own choice, cost three times the CPU at 64 KiB. */
    private static final int PIECE_BYTES_MAX = Reads.BYTES_MAX;

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

    AnswerDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(STATUS_LINE_BYTES_MAX)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxChunkSize(PIECE_BYTES_MAX)
                .setHeadersFactory(FIELDS)
                .setTrailersFactory(FIELDS));
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString usual = Spellings.find(line, start, length);
        return usual == null ? super.splitHeaderName(line, start, length) : usual;
    }

    void expectBody(boolean expected) {
        bodyExpected = expected;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean interim =
                message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return (!bodyExpected && !interim) || super.isContentAlwaysEmpty(message);
    }
}
