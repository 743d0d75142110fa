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
 * Writes a small response, head and body, into one buffer. Netty's encoder makes two buffers with a promise for each
 * and a gathering write. All other messages pass to that encoder. Confined to its connection's event loop.
 */
public final class SmallResponseEncoder extends ChannelOutboundHandlerAdapter {
    private static final String ENCODER = "httpEncoder";
    private static final int HEAD_BYTES = 768;
    private static final int BODY_BYTES_MAX = 8 * 1024;
    private static final AsciiString VERSION = AsciiString.cached("HTTP/1.1 ");
    private static final int LINE_END = '\r' << 8 | '\n';

    private final ChannelHandlerContext encoder;

    /** @param encoder context of Netty's encoder, below which the bytes are written */
    private SmallResponseEncoder(ChannelHandlerContext encoder) {
        this.encoder = encoder;
    }

    /** Installs the handler above the encoder of an HTTP/1 connection; does nothing on HTTP/2. Event loop only. */
    public static void install(HttpConnection connection) {
        if (connection instanceof ConnectionBase channel) {
            ChannelPipeline pipeline = channel.channel().pipeline();
            ChannelHandlerContext encoder = pipeline.context(ENCODER);
            if (encoder != null) {
                pipeline.addAfter(ENCODER, "smallResponses", new SmallResponseEncoder(encoder));
            }
        }
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response
                && response.headers() instanceof HeadersMultiMap fields
                && isSmall(response, fields)) {
            encoder.write(bytes(channel, response, fields), promise);
        } else {
            channel.write(message, promise);
        }
    }

    /** Returns true for responses with a small, declared body, never for HEAD, 204, 205 or 304. */
    private static boolean isSmall(FullHttpResponse response, HeadersMultiMap fields) {
        int size = response.content().readableBytes();
        int status = response.status().code();
        return size > 0
                && size <= BODY_BYTES_MAX
                && status >= HttpResponseStatus.OK.code()
                && status != HttpResponseStatus.NO_CONTENT.code()
                && status != HttpResponseStatus.RESET_CONTENT.code()
                && status != HttpResponseStatus.NOT_MODIFIED.code()
                && response.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !fields.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static ByteBuf bytes(ChannelHandlerContext channel, FullHttpResponse response, HeadersMultiMap fields) {
        ByteBuf content = response.content();
        ByteBuf bytes = channel.alloc().ioBuffer(HEAD_BYTES + content.readableBytes());
        ByteBufUtil.copy(VERSION, bytes);
        ByteBufUtil.copy(response.status().codeAsText(), bytes);
        bytes.writeByte(' ');
        ByteBufUtil.writeAscii(bytes, response.status().reasonPhrase());
        bytes.writeShort(LINE_END);
        fields.encode(bytes, false);
        bytes.writeShort(LINE_END);
        bytes.writeBytes(content);
        response.release();
        return bytes;
    }
}
