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
 * How much a client has taken of what was written to its connection, as far as its socket tells: below all other handlers, so
 * that whatever is written is counted as it leaves. Costs an addition for each write. Confined to its connection's event loop.
 */
public final class WriteProgress extends ChannelOutboundHandlerAdapter {
    private static final String NAME = "readerPace";

    /**
     * From how many waiting bytes on nothing more is read for a client, and when again. It has room for the largest piece that
     * an upstream's answer comes in: with Netty's own 64 KiB each larger piece stopped the reading, though it left at once.
     */
    private static final WriteBufferWaterMark WAITING_BYTES = new WriteBufferWaterMark(64 * 1024, 160 * 1024);

    private final SlowReaderGuard watch;
    private final Channel channel;
    private long written;

    /** Its number in the watch's rounds. */
    int place;

    /** In how many looks in a row something has waited, and what had been taken at the first one. */
    int looks;

    long takenBefore;

    WriteProgress(SlowReaderGuard watch, Channel channel) {
        this.watch = watch;
        this.channel = channel;
    }

    static void install(HttpConnection connection, SlowReaderGuard watch) {
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channel();
            channel.config().setWriteBufferWaterMark(WAITING_BYTES);
            channel.pipeline().addFirst(NAME, new WriteProgress(watch, channel));
        }
    }

    /**
     * A number that changes when a request's client takes something of its answer. With HTTP/1 it counts bytes; with HTTP/2,
     * where other streams share the connection, it is the stream's window.
     */
    public static long progress(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return Http2FlowControl.window(request);
        }
        WriteProgress pace = request.connection() instanceof ConnectionBase base
                ? (WriteProgress) base.channel().pipeline().get(NAME)
                : null;
        return pace == null ? 0 : pace.taken();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        watch.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        watch.remove(this);
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

    /** Whether something was to be sent, and its client did not take it all. */
    boolean awaitsReader() {
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
