package com.raptorcomply.gateway.upstream;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/** How much of an answer is read at once: about as much as the ones before it took. */
final class Reads {
    /** With Netty's own 64 KiB, an answer of that size came in two pieces and left in two writes. */
    static final int BYTES_MAX = 128 * 1024;

    private static final int BYTES_MIN = 512;
    private static final int BYTES_FIRST = 2 * 1024;

    /** From one connection before the others' turn; with Netty's own 16, an answer of 1 MiB took a fifth more CPU. */
    private static final int IN_A_ROW_MAX = 2;

    private Reads() {}

    static RecvByteBufAllocator sizes() {
        return new AdaptiveRecvByteBufAllocator(BYTES_MIN, BYTES_FIRST, BYTES_MAX).maxMessagesPerRead(IN_A_ROW_MAX);
    }
}
