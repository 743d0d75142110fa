package com.raptorcomply.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.EmptyHttp2Headers;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP/2 frame by frame, valid or invalid (RFC 9113 section 4). */
final class FrameClient implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    private static final short INITIAL_WINDOW_SIZE = 4;
    private static final int WITH_PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;
    private static final int LITERAL = 0;
    private static final int HEADER_LIST_MAX = 1 << 20;

    private final SSLSocket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, HEADER_LIST_MAX);

    /** A received frame, with the fields if its type is HEADERS. */
    record Frame(int type, int flags, int stream, ByteBuffer payload, Http2Headers headers) {
        int code() {
            return payload.getInt(type == GOAWAY ? Integer.BYTES : 0);
        }
    }

    /** The end of a stream: a status, a reset, or status 0 if the connection ended. */
    record Outcome(
            int status, @Nullable Integer reset, @Nullable Integer goAway, Http2Headers headers, String body) {}

    FrameClient(SecuredGateway secured) throws Exception {
        this(secured, new byte[0]);
    }

    /** Connects with a window of so many bytes for each response. */
    static FrameClient withWindow(SecuredGateway secured, int bytes) throws Exception {
        return new FrameClient(
                secured,
                ByteBuffer.allocate(6)
                        .putShort(INITIAL_WINDOW_SIZE)
                        .putInt(bytes)
                        .array());
    }

    private FrameClient(SecuredGateway secured, byte[] settings) throws Exception {
        socket = secured.connect("h2");
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0, settings);
    }

    /** Sends a frame, unless the server has closed. What it sent before can still be read. */
    void send(int type, int flags, int stream, byte[] payload) throws IOException {
        try {
            socket.getOutputStream().write(frame(type, flags, stream, payload));
        } catch (SocketException hungUp) {
            return;
        }
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** Returns the fields of a GET. */
    static String[] get(String path, String key) {
        return new String[] {
            ":method", "GET", ":scheme", "https", ":authority", "localhost", ":path", path, "x-api-key", key
        };
    }

    /** Returns the fields of a POST of a facility, and further ones. */
    static String[] post(String key, String... more) {
        Stream<String> usual = Stream.of(
                ":method",
                "POST",
                ":scheme",
                "https",
                ":authority",
                "localhost",
                ":path",
                "/facilities",
                "x-api-key",
                key);
        return Stream.concat(usual, Stream.of(more)).toArray(String[]::new);
    }

    /** Encodes alternating names and values as literals without indexing. */
    static byte[] block(String... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            out.write(LITERAL);
            text(out, fields[i]);
            text(out, fields[i + 1]);
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = bytes.length - 0x7f;
        if (rest < 0) {
            out.write(bytes.length);
        } else {
            out.write(0x7f);
            for (; rest >= 0x80; rest >>= 7) {
                out.write((rest & 0x7f) | 0x80);
            }
            out.write(rest);
        }
        out.writeBytes(bytes);
    }

    /** Sends a request without a body. */
    void begin(int stream, String... fields) throws IOException {
        send(HEADERS, END_HEADERS | END_STREAM, stream, block(fields));
    }

    /** Opens the window of a stream, or of the connection (stream 0), by so many bytes. */
    void open(int stream, int bytes) throws IOException {
        send(
                WINDOW_UPDATE,
                0,
                stream,
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array());
    }

    /** Reads the next frame of this type; fails if the connection ends before. */
    Frame next(int type) throws IOException {
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.type() == type) {
                return frame;
            }
        }
        throw new EOFException("The connection has ended");
    }

    /** Sends a request without a body and waits for its end. */
    Outcome request(int stream, String... fields) throws Exception {
        send(HEADERS, END_HEADERS | END_STREAM, stream, block(fields));
        return outcome(stream);
    }

    /** Reads until the stream or the connection ends. */
    Outcome outcome(int stream) throws Exception {
        int status = 0;
        Http2Headers headers = new DefaultHttp2Headers();
        StringBuilder body = new StringBuilder();
        while (true) {
            Frame frame = read();
            if (frame == null || frame.type() == GOAWAY) {
                return new Outcome(
                        status, null, frame == null ? Integer.valueOf(-1) : frame.code(), headers, body.toString());
            }
            if (frame.type() == PING || frame.stream() != stream) {
                continue;
            }
            if (frame.type() == RST_STREAM) {
                return new Outcome(status, frame.code(), null, headers, body.toString());
            }
            if (frame.type() == HEADERS) {
                headers = frame.headers();
                status = Integer.parseInt(headers.status().toString());
            } else if (frame.type() == DATA) {
                body.append(StandardCharsets.UTF_8.decode(frame.payload().duplicate()));
            }
            if ((frame.flags() & END_STREAM) != 0) {
                return new Outcome(status, null, null, headers, body.toString());
            }
        }
    }

    /** Reads each header block, in order, because they share one table (RFC 7541 section 2.2). */
    private Http2Headers headers(int type, int flags, int stream, byte[] payload) throws IOException {
        if (type != HEADERS) {
            return EmptyHttp2Headers.INSTANCE;
        }
        ByteBuffer block = ByteBuffer.wrap(payload);
        if ((flags & WITH_PRIORITY) != 0) {
            block.position(PRIORITY_BYTES);
        }
        try {
            return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        } catch (Http2Exception malformed) {
            throw new IOException(malformed);
        }
    }

    /** Returns the next frame; null if the connection has ended. */
    @Nullable
    Frame read() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == SETTINGS && flags == 0) {
                send(SETTINGS, 1, 0, new byte[0]);
            }
            return new Frame(type, flags, stream, ByteBuffer.wrap(payload), headers(type, flags, stream, payload));
        } catch (EOFException | SocketException | SSLException ended) {
            return null;
        }
    }

    /** Reads until the gateway has ended the connection, and returns its error code; -1 without one. */
    int awaitEnd() throws IOException {
        int code = -1;
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.type() == GOAWAY) {
                code = frame.code();
            }
        }
        return code;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
