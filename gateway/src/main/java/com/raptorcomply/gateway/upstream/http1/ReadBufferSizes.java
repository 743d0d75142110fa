package com.raptorcomply.gateway.upstream.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Chooses the size of each read: about as much as recent reads returned, and at most the room of the client's send
 * buffer.
 */
final class ReadBufferSizes extends AdaptiveRecvByteBufAllocator {
    /** Largest read. With Netty's 64 KiB a response of that size came in two pieces and left in two writes. */
    static final int BYTES_MAX = 128 * 1024;

    private static final int BYTES_MIN = 512;
    private static final int BYTES_FIRST = 2 * 1024;

    /**
     * Reads in a row from one connection before the others' turn. Netty's default of 16 costs more CPU on large
     * responses.
     */
    private static final int IN_A_ROW_MAX = 2;

    private IntSupplier room = ReadBufferSizes::unbounded;

    ReadBufferSizes() {
        super(BYTES_MIN, BYTES_FIRST, BYTES_MAX);
        maxMessagesPerRead(IN_A_ROW_MAX);
    }

    /**
     * Bounds each read by the room that {@code roomBytes} returns then; at least {@link #BYTES_MIN}. Event loop only.
     */
    void bound(IntSupplier roomBytes) {
        room = roomBytes;
    }

    void unbound() {
        room = ReadBufferSizes::unbounded;
    }

    private static int unbounded() {
        return BYTES_MAX;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty's way to make one
    public Handle newHandle() {
        return new Bounded((ExtendedHandle) super.newHandle());
    }

    /** Bounds the guess of Netty's handle, which is private. */
    private final class Bounded implements ExtendedHandle {
        private final ExtendedHandle adaptive;

        private Bounded(ExtendedHandle adaptive) {
            this.adaptive = adaptive;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator buffers) {
            return buffers.ioBuffer(guess());
        }

        @Override
        public int guess() {
            return Math.min(adaptive.guess(), Math.max(BYTES_MIN, room.getAsInt()));
        }

        @Override
        public void reset(ChannelConfig config) {
            adaptive.reset(config);
        }

        @Override
        public void incMessagesRead(int messages) {
            adaptive.incMessagesRead(messages);
        }

        @Override
        public void lastBytesRead(int bytes) {
            adaptive.lastBytesRead(bytes);
        }

        @Override
        public int lastBytesRead() {
            return adaptive.lastBytesRead();
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            adaptive.attemptedBytesRead(bytes);
        }

        @Override
        public int attemptedBytesRead() {
            return adaptive.attemptedBytesRead();
        }

        @Override
        public boolean continueReading() {
            return adaptive.continueReading();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier more) {
            return adaptive.continueReading(more);
        }

        @Override
        public void readComplete() {
            adaptive.readComplete();
        }
    }
}
