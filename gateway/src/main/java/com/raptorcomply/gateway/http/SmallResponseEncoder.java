package com.raptorcomply.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Writes a small answer, head and body, into one buffer. Netty's encoder makes two of it, with a promise for each and a
 * gathering write, which took a twentieth of the CPU of a request. Whatever else comes goes on to that encoder. Confined to
 * its connection's event loop.
 */
public final class SmallResponseEncoder extends ChannelOutboundHandlerAdapter {
    private static final String ENCODER = "httpEncoder";
    private static final int HEAD_BYTES = 768;
    private static final int BODY_BYTES_MAX = 8 * 1024;
    private static final AsciiString VERSION = AsciiString.cached("HTTP/1.1 ");
    private static final int LINE_END = '\r' << 8 | '\n';

    private final ChannelHandlerContext encoder;

    /** @param encoder whose place in the pipeline the bytes go to */
    private SmallResponseEncoder(ChannelHandlerContext encoder) {
        this.encoder = encoder;
    }

    /** Puts itself above the encoder of an HTTP/1 connection; others have none. Event loop only. */
    public static void install(HttpConnection connection) {
        if (connection instanceof ConnectionBase channel) {
            ChannelPipeline pipeline = channel.channel().pipeline();
            ChannelHandlerContext encoder = pipeline.context(ENCODER);
            if (encoder != null) {
                pipeline.addAfter(ENCODER, "wholeAnswers", new SmallResponseEncoder(encoder));
            }
        }
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse answer
                && answer.headers() instanceof HeadersMultiMap fields
                && isSmall(answer, fields)) {
            encoder.write(bytes(channel, answer, fields), promise);
        } else {
            channel.write(message, promise);
        }
    }

    /** Only what has a body that it declares: nobody gives a body to the answer of a HEAD. */
    private static boolean isSmall(FullHttpResponse answer, HeadersMultiMap fields) {
        int size = answer.content().readableBytes();
        int status = answer.status().code();
        return size > 0
                && size <= BODY_BYTES_MAX
                && status >= HttpResponseStatus.OK.code()
                && status != HttpResponseStatus.NO_CONTENT.code()
                && status != HttpResponseStatus.RESET_CONTENT.code()
                && status != HttpResponseStatus.NOT_MODIFIED.code()
                && answer.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !fields.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static ByteBuf bytes(ChannelHandlerContext channel, FullHttpResponse answer, HeadersMultiMap fields) {
        ByteBuf content = answer.content();
        ByteBuf bytes = channel.alloc().ioBuffer(HEAD_BYTES + content.readableBytes());
        ByteBufUtil.copy(VERSION, bytes);
        ByteBufUtil.copy(answer.status().codeAsText(), bytes);
        bytes.writeByte(' ');
        ByteBufUtil.writeAscii(bytes, answer.status().reasonPhrase());
        bytes.writeShort(LINE_END);
        fields.encode(bytes, false);
        bytes.writeShort(LINE_END);
        bytes.writeBytes(content);
        answer.release();
        return bytes;
    }
}
