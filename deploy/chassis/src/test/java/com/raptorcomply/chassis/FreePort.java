package com.raptorcomply.chassis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that nobody listens on, for what cannot say which one it took. Somebody else may take it meanwhile. */
public final class FreePort {
    /** So that there is room for a management port 1000 above it. */
    private static final int PORT_MAX = 64_000;

    private FreePort() {}

    public static int find() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() <= PORT_MAX) {
                    return socket.getLocalPort();
                }
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }
    }
}
