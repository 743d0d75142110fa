package com.raptorcomply.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many written bytes a client has taken, as far as its socket shows. Sits below all other handlers, so
 * that it counts bytes as they leave. Confined to its connection's event loop.
 */
public final class WriteProgress extends ChannelOutboundHandlerAdapter {
    private static final String NAME = "writeProgress";

    /**
     * Low and high water mark of the client's write buffer. The high mark exceeds the largest piece of an upstream's
     * response, because with Netty's 64 KiB a larger piece stopped reading although it left at once.
     */
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(64 * 1024, 160 * 1024);

    private final SlowReaderGuard guard;
    private final Channel channel;
    private long written;

    /** Index in the scanner of {@link SlowReaderGuard}. */
    int index;

    /** Number of checks in a row at which bytes were waiting, and the bytes taken at the first of them. */
    int checks;

    long takenBefore;

    WriteProgress(SlowReaderGuard guard, Channel channel) {
        this.guard = guard;
        this.channel = channel;
    }

    static void install(HttpConnection connection, SlowReaderGuard guard) {
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channel();
            channel.config().setWriteBufferWaterMark(WATER_MARKS);
            channel.pipeline().addFirst(NAME, new WriteProgress(guard, channel));
        }
    }

    /**
     * Returns a number that changes whenever the client takes part of a response. HTTP/1 counts the bytes of the
     * connection; HTTP/2 uses the stream's window, because other streams share the connection.
     */
    public static long progress(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return Http2FlowControl.window(request);
        }
        WriteProgress writes = request.connection() instanceof ConnectionBase base
                ? (WriteProgress) base.channel().pipeline().get(NAME)
                : null;
        return writes == null ? 0 : writes.taken();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        guard.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        guard.remove(this);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            written += bytes.readableBytes();
        } else if (message instanceof FileRegion region) {
            written += region.count();
        }
        context.write(message, promise);
    }

    Channel channel() {
        return channel;
    }

    /** Returns true if bytes wait that the client has not taken. */
    boolean hasWaitingBytes() {
        ChannelOutboundBuffer waiting = waiting();
        SendBuffer buffer = SendBuffer.of(channel);
        return (waiting != null && waiting.current() != null) || (buffer != null && buffer.bytes() > 0);
    }

    long taken() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting == null ? written : written - waiting.totalPendingWriteBytes() + waiting.currentProgress();
    }

    private @Nullable ChannelOutboundBuffer waiting() {
        return channel.unsafe().outboundBuffer();
    }
}
