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
 * Ends HTTP/2 connections whose client sends control frames again and again: PING, SETTINGS, GOAWAY, frames of unknown types,
 * and more PRIORITY and WINDOW_UPDATE than its requests and what it was sent explain. Netty bounds the answers that such frames
 * ask for, not how many there are. Also those whose client breaks the order of streams ({@link Http2StreamOrder}). It reads the first bytes of each frame (RFC 9113 section 4.1), below HTTP/2's own handler.
 * Confined to its connection's event loop.
 */
public final class Http2FloodGuard extends ChannelDuplexHandler {
    private static final long ENHANCE_YOUR_CALM = 0xb;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A frame's head: length and type, flags, and the stream (RFC 9113 section 4.1). */
    private static final int LENGTH_AND_TYPE_BYTES = 4;

    private static final int END_STREAM = 0x1;
    private static final int FLAGS_END = LENGTH_AND_TYPE_BYTES + 1;
    private static final int HEAD_BYTES = FLAGS_END + 4;
    private static final int STREAM_MASK = 0x7fff_ffff;

    /** What a connection begins with. As a frame's length its first byte would be more than anybody may send. */
    private static final int PREFACE_BYTES = 24;

    private static final byte PREFACE_BEGINS = 'P';

    /** For each request, one frame for its own flow and one for the connection's. */
    private static final int FREE_PER_REQUEST = 2;

    /** Earned by what was sent and not used, at most. */
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
    private boolean over;

    private Http2FloodGuard(
            HttpConnection connection, ChannelHandlerContext http2Context, int framesMax, LongAdder ended) {
        this.connection = connection;
        this.http2Context = http2Context;
        this.framesMax = framesMax;
        this.ended = ended;
    }

    /**
     * Watches a connection, and bounds its streams from its first byte on: Netty counts them only once the client has
     * acknowledged the bound, which one that means ill never does.
     *
     * @param framesMax in ten seconds
     * @param ended counts the connections that it ends
     */
    public static void watch(HttpConnection connection, int framesMax, int streamsMax, LongAdder ended) {
        if (connection instanceof Http2ServerConnection server) {
            ChannelPipeline pipeline = server.channel().pipeline();
            ChannelHandlerContext http2 = pipeline.context(Http2ConnectionHandler.class);
            ((Http2ConnectionHandler) http2.handler()).connection().remote().maxActiveStreams(streamsMax);
            pipeline.addBefore(http2.name(), "controlFrames", new Http2FloodGuard(connection, http2, framesMax, ended));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!over && message instanceof ByteBuf bytes) {
            read(context, bytes);
        }
        if (over) {
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
        while (at < end && !over) {
            if (skip > 0) {
                int skipped = Math.min(skip, end - at);
                skip -= skipped;
                at += skipped;
            } else {
                head(context, bytes.getUnsignedByte(at++));
            }
        }
    }

    /** The next byte of a frame's head. */
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

    /** Ends the connection of a client whose frame belongs to no stream that could have it. */
    private void refuse(@Nullable Http2Error error) {
        if (error != null) {
            over = true;
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
            over = true;
            ended.increment();
            connection.goAway(ENHANCE_YOUR_CALM);
            ForceClose.channel(channel);
        }
    }

    /** A piece of data is written as its head and its content, and may be answered by an update for its flow and for the connection's. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        earn(1);
        context.write(message, promise);
    }

    private void earn(int frames) {
        free = Math.min(FREE_MAX, free + frames);
    }
}
