package com.raptorcomply.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * How much a client has taken of what was written to its connection, as far as its socket tells: below all other handlers, so
 * that whatever is written is counted as it leaves. Costs an addition for each write. Confined to its connection's event loop.
 */
public final class ReaderPace extends ChannelOutboundHandlerAdapter {
    private static final String NAME = "readerPace";

    /**
     * From how many waiting bytes on nothing more is read for a client, and when again. It has room for the largest piece that
     * an upstream's answer comes in: with Netty's own 64 KiB each larger piece stopped the reading, though it left at once.
     */
    private static final WriteBufferWaterMark WAITING_BYTES = new WriteBufferWaterMark(64 * 1024, 160 * 1024);

    private final ReaderWatch watch;
    private final Channel channel;
    private long written;

    /** Its number in the watch's rounds. */
    int place;

    /** In how many looks in a row something has waited, and what had been taken at the first one. */
    int looks;

    long takenBefore;

    ReaderPace(ReaderWatch watch, Channel channel) {
        this.watch = watch;
        this.channel = channel;
    }

    static void install(HttpConnection connection, ReaderWatch watch) {
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channel();
            channel.config().setWriteBufferWaterMark(WAITING_BYTES);
            channel.pipeline().addFirst(NAME, new ReaderPace(watch, channel));
        }
    }

    /** What the connection's client has taken so far, in bytes; it may grow by a little more than was sent. 0 if nobody knows. */
    public static long taken(HttpConnection connection) {
        if (!(connection instanceof ConnectionBase base)) {
            return 0;
        }
        ReaderPace pace = (ReaderPace) base.channel().pipeline().get(NAME);
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

    /** Whether something was to be sent, and the socket did not take it all. */
    boolean awaitsReader() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting != null && waiting.current() != null;
    }

    long taken() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting == null ? written : written - waiting.totalPendingWriteBytes() + waiting.currentProgress();
    }

    private @Nullable ChannelOutboundBuffer waiting() {
        return channel.unsafe().outboundBuffer();
    }
}
