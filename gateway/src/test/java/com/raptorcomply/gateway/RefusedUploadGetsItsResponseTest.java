package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Most clients send the whole body before they read. If the gateway closed the connection before, they would see a reset
 * instead of the reason (RFC 9112 section 9.6).
 */
class RefusedUploadGetsItsResponseTest {
    private static final int BODY_BYTES = 8 * 1024 * 1024;
    private static final int PIECE_BYTES = 64 * 1024;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void withoutAKey() throws Exception {
        assertThat(upload("", "Content-Length: " + BODY_BYTES)).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void ofTooManyBytes() throws Exception {
        String key = "X-API-Key: " + STAGE.keyService().key() + "\r\n";

        assertThat(upload(key, "Content-Length: " + BODY_BYTES)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void ofTooManyDeclaredBytesBeforeItIsSent() throws Exception {
        String key = "X-API-Key: " + STAGE.keyService().key() + "\r\n";
        try (Socket socket = connect()) {
            begin(socket, key + "Expect: 100-continue\r\n", "Content-Length: " + BODY_BYTES);

            assertThat(new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413 ");
        }
    }

    /** Sends a whole request, and returns what has come back when the gateway closes the connection. */
    private static String upload(String fields, String length) throws IOException {
        try (Socket socket = connect()) {
            begin(socket, fields, length);
            for (int sent = 0; sent < BODY_BYTES; sent += PIECE_BYTES) {
                socket.getOutputStream().write(new byte[PIECE_BYTES]);
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), STAGE.gateway().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void begin(Socket socket, String fields, String length) throws IOException {
        String head = "POST /facilities HTTP/1.1\r\nHost: a\r\n" + fields + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }
}
