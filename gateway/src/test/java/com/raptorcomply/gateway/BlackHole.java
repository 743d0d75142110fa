package com.raptorcomply.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port to which no connection comes about, as behind a network that drops packets. */
public final class BlackHole implements AutoCloseable {
    /** More than its backlog holds: the kernel drops what comes after. */
    private static final int CONNECTIONS = 4;

    private final ServerSocket listening;
    private final List<SocketChannel> filling = new ArrayList<>();

    public BlackHole() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel connection = SocketChannel.open();
            filling.add(connection);
            connection.configureBlocking(false);
            connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel connection : filling) {
            connection.close();
        }
        listening.close();
    }
}
