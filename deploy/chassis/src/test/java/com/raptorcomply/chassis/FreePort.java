package com.raptorcomply.chassis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port without a listener, for a process that cannot report its own choice. The port is below the ephemeral
 * range, so no outgoing connection takes it, and a restarted process can reuse it.
 */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int END = 31_000;
    private static final int ATTEMPTS_MAX = 1_000;

    private FreePort() {}

    public static int find() {
        return ThreadLocalRandom.current()
                .ints(ATTEMPTS_MAX, FIRST, END)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
