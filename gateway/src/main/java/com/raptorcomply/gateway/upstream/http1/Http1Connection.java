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
import java.util.function.IntSupplier;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to a node, with one request under way at the most. Vert.x opens it, TLS included; from then on
 * bytes pass by Vert.x's client, which makes futures, streams and copies for each request that a proxy has no use for. This
 * class and {@link ResponseDecoder} are all that stands below Vert.x's public API on the way to an upstream. Confined to its
 * event loop.
 */
public final class Http1Connection extends ChannelInboundHandlerAdapter {
    private static final Throwable CLOSED = new ClosedChannelException();
    private static final Throwable MALFORMED = new DecoderException("The response is not HTTP/1.1");


    /** Where the answer goes; nothing is told after {@link #end}, {@link #broken} or the wire's {@link Http1Connection#close}. */
    public interface Reader {
        void head(HttpResponse head);

        /** @param piece of the body, which the reader releases */
        void body(ByteBuf piece);

        /** The answer is whole, and the wire is free for another request. */
        void end();

        /** The connection has ended before the answer had, or what came was not HTTP. */
        void broken();

        /** More of the request's body can be taken again. */
        void writable();
    }

    private final ResponseDecoder decoder = new ResponseDecoder();
    private final ReadBufferSizes reads = new ReadBufferSizes();
    private final ChannelHandlerContext context;
    private final ContextInternal loop;
    private Runnable lost = () -> {};
    private final Runnable headLeaves = this::sendHead;
    private @Nullable Reader reader;
    private @Nullable ByteBuf waitingHead;
    private boolean interim;
    private boolean fresh = true;
    private Throwable brokenBy = CLOSED;
    private long unusedSinceNanos;

    private Http1Connection(NetSocket socket) {
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        pipeline.addBefore("handler", "answers", decoder).addBefore("handler", "wire", this);
        context = pipeline.context(this);
        context.channel().config().setRecvByteBufAllocator(reads);
        loop = ((ConnectionBase) socket).context();
        socket.closeHandler(v -> end());
    }

    /** Connects to a node. To be called on the event loop that the wire will stay on. */
    static Future<Http1Connection> open(NetClient client, Endpoint node) {
        return client.connect(node.connectOptions()).map(Http1Connection::new);
    }

    /** Is told once when the connection has ended, whoever ended it. */
    void whenLost(Runnable told) {
        lost = told;
    }

    boolean closed() {
        return !context.channel().isActive();
    }

    /** Whether no request was sent on it before: its closing is then no sign of an old connection. */
    public boolean fresh() {
        return fresh;
    }

    /** Why it has ended before an answer did. */
    public Throwable brokenBy() {
        return brokenBy;
    }

    long unusedSinceNanos() {
        return unusedSinceNanos;
    }

    /** The exchange on it has ended well, and nothing of it can still be under way. */
    void rest(long nowNanos) {
        resume();
        reads.unbound();
        fresh = false;
        unusedSinceNanos = nowNanos;
    }

    /** A buffer for {@link #send}, which the wire's allocator made. */
    public ByteBuf buffer(int bytes) {
        return context.alloc().ioBuffer(bytes);
    }

    /**
     * Sends a request's head, and hears its answer from now on. If a body follows, the head waits for the first bytes of it,
     * so that both leave in one write, but only until the event loop has done what it is at.
     */
    public void request(ByteBuf head, boolean headMethod, boolean bodyFollows, Reader answerTo) {
        reader = answerTo;
        decoder.expectBody(!headMethod);
        if (bodyFollows) {
            waitingHead = head;
            context.executor().execute(headLeaves);
        } else {
            send(head);
        }
    }

    /** Sends bytes as they are; they are released in any case. */
    public void send(ByteBuf bytes) {
        ByteBuf head = waitingHead;
        waitingHead = null;
        context.writeAndFlush(head == null ? bytes : joined(head, bytes), context.voidPromise());
    }

    /** What has room behind the head goes there, which costs less than two buffers do; else the head goes first. */
    private ByteBuf joined(ByteBuf head, ByteBuf bytes) {
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

    /** Whether no more of a body should be sent until {@link Reader#writable}. */
    public boolean isFull() {
        return !context.channel().isWritable();
    }

    /** Reads no more, but for what has been read already. */
    public void pause() {
        context.channel().config().setAutoRead(false);
    }

    public void resume() {
        context.channel().config().setAutoRead(true);
    }

    /** Bounds each read by what there is room for just then, until the wire rests. */
    public void bound(IntSupplier roomBytes) {
        reads.bound(roomBytes);
    }

    /** Runs a step once everything that the current read has brought is decoded. */
    void afterRead(Runnable step) {
        loop.runOnContext(read -> step.run());
    }

    /** At once: Vert.x, which is not asked, would first wait until the node has taken everything. */
    public void close() {
        reader = null;
        dropHead();
        context.close();
    }

    /**
     * Resets the connection (RFC 9293 section 3.10.5), so that the node learns at once that nobody takes an answer, and no
     * local port stays in TIME-WAIT, because one client could use up the ports to a node that way.
     */
    public void abort() {
        reader = null;
        dropHead();
        try {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException endedByTheNode) {
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
            // Nobody has asked, or it is not HTTP: what else comes cannot be told apart any more.
            ReferenceCountUtil.release(part);
            fail(MALFORMED);
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
            fail(MALFORMED);
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
        lost.run();
    }
}
