package com.raptorcomply.gateway.upstream.http1;

import com.raptorcomply.gateway.http.guard.ForceClose;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.channels.ClosedChannelException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection to an endpoint, with at most one request in flight. Vert.x opens it, including TLS. Afterwards
 * bytes bypass Vert.x's client, because that makes futures, streams and copies that a proxy does not need. Only this
 * class and {@link ResponseDecoder} work below Vert.x's public API on the way to an upstream. Confined to its event
 * loop.
 */
public final class Http1Connection extends ChannelInboundHandlerAdapter {
    /** Receives a response. Nothing is called after {@link #end}, {@link #broken} or {@link Http1Connection#close}. */
    public interface Reader {
        void head(HttpResponse head);

        /** @param piece of the body, which the reader must release */
        void body(ByteBuf piece);

        /** Called when the response is complete and the connection is free for another request. */
        void end();

        /** Called when the connection closed before the end of the response, or its bytes were not HTTP. */
        void broken();

        /** Called when the connection accepts more of the request body. */
        void writable();
    }

    private final ResponseDecoder decoder = new ResponseDecoder();
    private final ReadBufferSizes readSizes = new ReadBufferSizes();
    private final ChannelHandlerContext context;
    private final ContextInternal loop;
    private Runnable closeCallback = () -> {};
    private final Runnable headLeaves = this::sendHead;
    private @Nullable Reader reader;
    private @Nullable ByteBuf waitingHead;
    private boolean interim;
    private boolean fresh = true;
    private @Nullable Throwable brokenBy;
    private long unusedSinceNanos;

    private Http1Connection(NetSocket socket) {
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        pipeline.addBefore("handler", "responseDecoder", decoder).addBefore("handler", "http1Connection", this);
        context = pipeline.context(this);
        context.channel().config().setRecvByteBufAllocator(readSizes);
        loop = ((ConnectionBase) socket).context();
        socket.closeHandler(v -> end());
    }

    /** Connects to an endpoint. Must be called on the event loop that will use the connection. */
    static Future<Http1Connection> open(NetClient client, Endpoint endpoint) {
        return client.connect(endpoint.connectOptions()).map(Http1Connection::new);
    }

    /** Sets the callback that runs once when the connection has closed, whichever side closed it. */
    void onClose(Runnable callback) {
        closeCallback = callback;
    }

    boolean closed() {
        return !context.channel().isActive();
    }

    /** Returns true before the first request. A fresh connection that closes did not close because of its age. */
    public boolean fresh() {
        return fresh;
    }

    /** Why it has ended before an answer did. */
    public Throwable brokenBy() {
        return brokenBy == null ? new ClosedChannelException() : brokenBy;
    }

    long unusedSinceNanos() {
        return unusedSinceNanos;
    }

    /** Marks the connection as unused after an exchange that ended completely. */
    void markIdle(long nowNanos) {
        resume();
        readSizes.unbound();
        fresh = false;
        unusedSinceNanos = nowNanos;
    }

    /** Allocates a buffer for {@link #send} from the connection's allocator. */
    public ByteBuf buffer(int bytes) {
        return context.alloc().ioBuffer(bytes);
    }

    /**
     * Sends the head of a request and registers the reader of its response. If a body follows, the head waits for the
     * first bytes of it, at most until the event loop has finished the current task, so that both leave in one write.
     */
    public void request(ByteBuf head, boolean headMethod, boolean bodyFollows, Reader responseReader) {
        reader = responseReader;
        decoder.expectBody(!headMethod);
        if (bodyFollows) {
            waitingHead = head;
            context.executor().execute(headLeaves);
        } else {
            send(head);
        }
    }

    /** Sends bytes unchanged and releases them in any case. */
    public void send(ByteBuf bytes) {
        ByteBuf head = waitingHead;
        waitingHead = null;
        context.writeAndFlush(head == null ? bytes : join(head, bytes), context.voidPromise());
    }

    /** Appends bytes to the head if they fit, because one buffer costs less than two; else writes the head first. */
    private ByteBuf join(ByteBuf head, ByteBuf bytes) {
        if (bytes.readableBytes() > head.maxFastWritableBytes()) {
            context.write(head, context.voidPromise());
            return bytes;
        }
        head.writeBytes(bytes);
        bytes.release();
        return head;
    }

    private void sendHead() {
        ByteBuf head = waitingHead;
        if (head != null) {
            waitingHead = null;
            send(head);
        }
    }

    private void dropHead() {
        ByteBuf head = waitingHead;
        if (head != null) {
            waitingHead = null;
            head.release();
        }
    }

    /** Returns true if no more of a body should be sent until {@link Reader#writable}. */
    public boolean isFull() {
        return !context.channel().isWritable();
    }

    /** Stops reading; bytes that were already read are still delivered. */
    public void pause() {
        context.channel().config().setAutoRead(false);
    }

    public void resume() {
        context.channel().config().setAutoRead(true);
    }

    /** Bounds each read by the room that {@code roomBytes} returns then, until {@link #markIdle}. */
    public void bound(IntSupplier roomBytes) {
        readSizes.bound(roomBytes);
    }

    /** Runs a step once all bytes of the current read are decoded. */
    void afterRead(Runnable step) {
        loop.runOnContext(read -> step.run());
    }

    /**
     * Closes the connection at once. Vert.x's close would first wait until the endpoint has taken all pending bytes.
     */
    public void close() {
        reader = null;
        dropHead();
        context.close();
    }

    /**
     * Resets the connection (RFC 9293 section 3.10.5). The endpoint then learns at once that no client reads the
     * response. No local port stays in TIME-WAIT, because otherwise one client could use up the ports to an endpoint.
     */
    public void abort() {
        reader = null;
        dropHead();
        try {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException closedByPeer) {
            // Nothing is left to reset.
        }
        ForceClose.channel(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ContextInternal before = loop.beginDispatch();
        try {
            receive((HttpObject) message);
        } finally {
            loop.endDispatch(before);
        }
    }

    private void receive(HttpObject part) {
        Reader to = reader;
        if (to == null || part.decoderResult().isFailure()) {
            // There is no request, or the bytes are not HTTP: the rest of the stream cannot be framed any more.
            ReferenceCountUtil.release(part);
            fail(malformed());
            return;
        }
        if (part instanceof HttpResponse head) {
            begin(to, head);
        }
        if (part instanceof HttpContent content) {
            proceed(to, content);
        }
    }

    private void begin(Reader to, HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        boolean switching = head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        if (switching || head.protocolVersion().majorVersion() != 1) {
            fail(malformed());
        } else if (!interim) {
            to.head(head);
        }
    }

    private void proceed(Reader to, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim || reader != to || !content.content().isReadable()) {
            content.release();
        } else {
            to.body(content.content());
        }
        if (last && interim) {
            interim = false;
        } else if (last && reader == to) {
            reader = null;
            to.end();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Reader to = reader;
        if (to != null && ctx.channel().isWritable()) {
            loop.dispatch(to::writable);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        loop.dispatch(() -> fail(cause));
    }

    private static Throwable malformed() {
        return new DecoderException("The response is not HTTP/1.1");
    }

    private void fail(Throwable cause) {
        brokenBy = cause;
        Reader to = reader;
        abort();
        if (to != null) {
            to.broken();
        }
    }

    private void end() {
        Reader to = reader;
        reader = null;
        dropHead();
        if (to != null) {
            to.broken();
        }
        closeCallback.run();
    }
}
