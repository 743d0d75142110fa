package com.raptorcomply.chassis.http.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes HTTP/1 requests and refuses those that other servers may read differently. Extends Vert.x's own decoder.
 *
 * <p>It refuses both Transfer-Encoding and Content-Length (RFC 9112 section 6.1; Netty silently removes the length), a
 * folded field line, an empty field name, a space before the request line, more than one space between its words, an
 * unsupported version, and a header that takes too long. It rewrites a target in absolute-form to origin-form. The
 * server's invalid-request handler gets a refused request, and the connection closes after the response.
 */
public final class StrictRequestDecoder extends VertxHttpRequestDecoder {
    private static final String DECODER = "httpDecoder";

    private static final int NONE = 0;

    private final HeaderTimeout headerTimeout;
    private @Nullable ChannelHandlerContext context;
    private int headBegun = NONE;
    private boolean requestLineRead;
    private boolean inBody;
    private boolean refused;
    private int wordEnd;
    private @Nullable String authority;

    /** The index that the scanner stores. */
    int scanIndex;

    private StrictRequestDecoder(HttpServerOptions options, HeaderTimeout headerTimeout) {
        super(options);
        this.headerTimeout = headerTimeout;
    }

    /** Replaces Vert.x's decoder before the connection has read a byte. Event loop only. */
    public static void install(HttpConnection connection, HttpServerOptions options, HeaderTimeout headerTimeout) {
        if (connection instanceof ConnectionBase channel) {
            ChannelPipeline pipeline = channel.channel().pipeline();
            if (pipeline.get(DECODER) != null) {
                pipeline.replace(DECODER, DECODER, new StrictRequestDecoder(options, headerTimeout));
            }
        }
    }

    /** The request has an unsupported version, whose syntax may differ too (RFC 9112 section 2.3). */
    public static final class UnsupportedVersionException extends SyntaxException {
        private static final long serialVersionUID = 1;

        private UnsupportedVersionException() {
            super("Neither HTTP/1.0 nor HTTP/1.1");
        }
    }

    /** The header did not arrive in time. */
    public static final class HeadTimeoutException extends SyntaxException {
        private static final long serialVersionUID = 1;

        private HeadTimeoutException() {
            super("The request's header did not arrive in time");
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        super.handlerAdded(added);
        context = added;
        headerTimeout.add(this, added.channel().eventLoop());
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext removed) throws Exception {
        headerTimeout.remove(this);
        super.handlerRemoved0(removed);
    }

    /**
     * Refuses an incomplete header that began before {@code tick}. While the server has paused reading, the client is
     * not the slow side, so its time starts again.
     */
    void refuseBegunBefore(int tick) {
        ChannelHandlerContext channel = context;
        if (channel == null || headBegun == NONE || headBegun >= tick || refused) {
            return;
        }
        if (channel.channel().config().isAutoRead()) {
            channel.fireChannelRead(refuse(new HeadTimeoutException()));
            channel.fireChannelReadComplete();
        } else {
            headBegun = headerTimeout.now();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext channel, ByteBuf in, List<Object> out) throws Exception {
        if (!inBody && !refused && in.isReadable()) {
            headBegun = headBegun == NONE ? headerTimeout.now() : headBegun;
            if (ObsFold.isIn(in, requestLineRead)) {
                out.add(refuse(new SyntaxException("The header has a folded line")));
            }
        }
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = out.size();
        super.decode(channel, in, out);
        for (int i = before; i < out.size(); i++) {
            track(out.get(i));
        }
    }

    private void track(Object decoded) {
        if (decoded instanceof HttpMessage message) {
            if (authority != null) {
                replaceHost(message, authority);
                authority = null;
            }
            inBody = true;
            headBegun = NONE;
            requestLineRead = false;
        }
        if (decoded instanceof LastHttpContent) {
            inBody = false;
        }
    }

    private HttpMessage refuse(RuntimeException cause) {
        refused = true;
        HttpMessage invalid = createInvalidMessage();
        invalid.setDecoderResult(DecoderResult.failure(cause));
        return invalid;
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        if (start > 0) {
            throw new SyntaxException("The request line begins with a space");
        }
        wordEnd = start + length;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(start);
        wordEnd = start + length;
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(start);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    /**
     * Requires one space between the words of a request line, because a lenient server may see other words (RFC 9112
     * section 3).
     */
    private void requireOneSpace(int start) {
        if (start != wordEnd + 1) {
            throw new SyntaxException("The request line has more than one space between two words");
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        if (!initialLine[2].equals("HTTP/1.1") && !initialLine[2].equals("HTTP/1.0")) {
            throw new UnsupportedVersionException();
        }
        requestLineRead = true;
        AbsoluteForm absolute = initialLine[1].startsWith("/") ? null : AbsoluteForm.of(initialLine[1]);
        if (absolute != null) {
            authority = absolute.authority();
            initialLine[1] = absolute.target();
        }
        return super.createMessage(initialLine);
    }

    /**
     * Replaces the Host field by the target's authority; the field must be present all the same (RFC 9112 section
     * 3.2.2).
     */
    private static void replaceHost(HttpMessage message, String authority) {
        int hosts = message.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts == 1 || (hosts == 0 && message.protocolVersion().equals(HttpVersion.HTTP_1_0))) {
            message.headers().set(HttpHeaderNames.HOST, authority);
        }
    }

    /** Makes the placeholder of a request that could not be decoded. The response has the server's own version. */
    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new SyntaxException("Both Transfer-Encoding and Content-Length");
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (length == 0) {
            throw new SyntaxException("The header has a field without a name");
        }
        AsciiString usual = InternedHeaderNames.find(line, start, length);
        return usual == null ? super.splitHeaderName(line, start, length) : usual;
    }
}
