package com.raptorcomply.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http2ServerConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Closes HTTP/2 connections whose client floods the gateway with control frames. Counted are PING, SETTINGS, GOAWAY and
 * unknown frames, and PRIORITY and WINDOW_UPDATE beyond what requests and responses explain. Netty bounds the replies
 * to such frames, but not the frames. The guard also closes connections whose client breaks the order of streams
 * ({@link Http2StreamOrder}). It reads the frame headers (RFC 9113 section 4.1) below Vert.x's HTTP/2 handler. Confined
 * to its connection's event loop.
 */
public final class Http2FloodGuard extends ChannelDuplexHandler {
    private static final long ENHANCE_YOUR_CALM = 0xb;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A frame header is length and type, flags, and stream identifier (RFC 9113 section 4.1). */
    private static final int LENGTH_AND_TYPE_BYTES = 4;

    private static final int END_STREAM = 0x1;
    private static final int FLAGS_END = LENGTH_AND_TYPE_BYTES + 1;
    private static final int HEAD_BYTES = FLAGS_END + 4;
    private static final int STREAM_MASK = 0x7fff_ffff;

    /**
     * Length of the connection preface. Its first byte, read as a frame length, would exceed every allowed frame size.
     */
    private static final int PREFACE_BYTES = 24;

    private static final byte PREFACE_BEGINS = 'P';

    /** A client may send one frame for the window of the request and one for the window of the connection. */
    private static final int FREE_PER_REQUEST = 2;

    /** Bounds the frames that a client may save up. */
    private static final int FREE_MAX = 10_000;

    private final HttpConnection connection;
    private final ChannelHandlerContext http2Context;
    private final int framesMax;
    private final LongAdder ended;
    private long windowBegunNanos = System.nanoTime();
    private int frames;
    private int free;
    private final Http2StreamOrder streams = new Http2StreamOrder();
    private int lengthAndType;
    private int flags;
    private int stream;
    private int headBytes;
    private int skip;
    private boolean begun;
    private boolean closed;

    private Http2FloodGuard(
            HttpConnection connection, ChannelHandlerContext http2Context, int framesMax, LongAdder ended) {
        this.connection = connection;
        this.http2Context = http2Context;
        this.framesMax = framesMax;
        this.ended = ended;
    }

    /**
     * Guards a connection and bounds its streams from the first byte on. Netty applies the stream bound only after the
     * client has acknowledged it, which an attacker never does.
     *
     * @param framesMax counted frames in ten seconds
     * @param ended counts the connections that the guard closes
     */
    public static void watch(HttpConnection connection, int framesMax, int streamsMax, LongAdder ended) {
        if (connection instanceof Http2ServerConnection server) {
            ChannelPipeline pipeline = server.channel().pipeline();
            ChannelHandlerContext http2 = pipeline.context(Http2ConnectionHandler.class);
            ((Http2ConnectionHandler) http2.handler()).connection().remote().maxActiveStreams(streamsMax);
            pipeline.addBefore(
                    http2.name(), "http2FloodGuard", new Http2FloodGuard(connection, http2, framesMax, ended));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!closed && message instanceof ByteBuf bytes) {
            read(context, bytes);
        }
        if (closed) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        if (!begun && at < end) {
            begun = true;
            skip = bytes.getByte(at) == PREFACE_BEGINS ? PREFACE_BYTES : 0;
        }
        while (at < end && !closed) {
            if (skip > 0) {
                int skipped = Math.min(skip, end - at);
                skip -= skipped;
                at += skipped;
            } else {
                head(context, bytes.getUnsignedByte(at++));
            }
        }
    }

    /** Takes the next byte of a frame header. */
    private void head(ChannelHandlerContext context, int next) {
        headBytes++;
        if (headBytes <= LENGTH_AND_TYPE_BYTES) {
            lengthAndType = lengthAndType << Byte.SIZE | next;
        } else if (headBytes == FLAGS_END) {
            flags = next;
        } else {
            stream = stream << Byte.SIZE | next;
        }
        if (headBytes == HEAD_BYTES) {
            headBytes = 0;
            skip = lengthAndType >>> Byte.SIZE;
            frame(context, (byte) lengthAndType, stream & STREAM_MASK, (flags & END_STREAM) != 0);
        }
    }

    private void frame(ChannelHandlerContext context, byte type, int of, boolean endsStream) {
        switch (type) {
            case Http2FrameTypes.HEADERS -> {
                earn(FREE_PER_REQUEST);
                refuse(streams.headers(of, endsStream));
            }
            case Http2FrameTypes.DATA -> refuse(streams.data(of, endsStream));
            case Http2FrameTypes.PRIORITY, Http2FrameTypes.WINDOW_UPDATE -> {
                if (free > 0) {
                    free--;
                } else {
                    count(context.channel());
                }
            }
            case Http2FrameTypes.RST_STREAM, Http2FrameTypes.CONTINUATION -> {}
            default -> count(context.channel());
        }
    }

    /** Closes the connection if a frame was illegal for its stream. */
    private void refuse(@Nullable Http2Error error) {
        if (error != null) {
            closed = true;
            ((Http2ConnectionHandler) http2Context.handler())
                    .onError(
                            http2Context,
                            false,
                            Http2Exception.connectionError(error, "A frame out of its stream's order"));
        }
    }

    private void count(Channel channel) {
        long now = System.nanoTime();
        if (now - windowBegunNanos >= WINDOW_NANOS) {
            windowBegunNanos = now;
            frames = 0;
        }
        if (++frames > framesMax) {
            closed = true;
            ended.increment();
            connection.goAway(ENHANCE_YOUR_CALM);
            ForceClose.channel(channel);
        }
    }

    /**
     * Allows the client one more WINDOW_UPDATE per write. A DATA frame takes two writes, and the client may answer it
     * with an update for the stream and one for the connection.
     */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        earn(1);
        context.write(message, promise);
    }

    private void earn(int frames) {
        free = Math.min(FREE_MAX, free + frames);
    }
}
