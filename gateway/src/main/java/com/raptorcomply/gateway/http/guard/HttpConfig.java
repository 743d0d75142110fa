package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.DataSize;
import com.raptorcomply.chassis.settings.Default;
import java.time.Duration;

/**
 * The settings {@code http}: bounds of what clients send, and of how slowly they send and read.
 *
 * @param lineBytesMax of the request line
 * @param headerBytesMax of all header fields together
 * @param bodyBytesMax of a request's body
 * @param headerTimeout from the first byte of a request's head to its last, and for a TLS handshake
 * @param idleTimeout after which a connection without a byte in either direction ends
 * @param bodyTimeout for a body, and beyond it the time that its bytes so far take at {@code bodyBytesPerSecondMin}
 * @param bodyBytesPerSecondMin of a body, as long as the upstream takes its bytes
 * @param responseStallTimeout after which a response is cut of which the client takes nothing
 * @param streamBufferBytesMax bytes of one response that wait for the client
 * @param connectionBufferBytesMax the same of all responses of one connection
 * @param bufferBytesMax the same of all connections
 * @param readBytesPerSecondMin that a client takes, on average over a {@code readPeriod} in which something waits for it
 * @param connectionsMax of all clients
 * @param connectionsPerAddressMax of one IPv4 address or one /64 network of IPv6
 * @param requestsMax that wait or stream; more are refused at once
 */
public record HttpConfig(
        @Default("8KiB") DataSize lineBytesMax,
        @Default("64KiB") DataSize headerBytesMax,
        @Default("1GiB") DataSize bodyBytesMax,
        @Default("10s") Duration headerTimeout,
        @Default("75s") Duration idleTimeout,
        @Default("20s") Duration bodyTimeout,
        @Default("500B") DataSize bodyBytesPerSecondMin,
        @Default("30s") Duration responseStallTimeout,
        @Default("160KiB") DataSize streamBufferBytesMax,
        @Default("1MiB") DataSize connectionBufferBytesMax,
        @Default("128MiB") DataSize bufferBytesMax,
        @Default("500B") DataSize readBytesPerSecondMin,
        @Default("1m") Duration readPeriod,
        @Default("20000") int connectionsMax,
        @Default("2000") int connectionsPerAddressMax,
        @Default("4000") int requestsMax) {
    private static final int KIBI = 1024;
    private static final long GIBI = 1024L * KIBI * KIBI;
    private static final int COUNT_MAX = 1_000_000;
    private static final Duration TIME_MIN = Duration.ofMillis(10);
    private static final Duration TIME_MAX = Duration.ofHours(1);

    public HttpConfig {
        new Checks()
                .within("lineBytesMax", lineBytesMax, 256, 64 * KIBI)
                .within("headerBytesMax", headerBytesMax, KIBI, 1024 * KIBI)
                .within("bodyBytesMax", bodyBytesMax, 0, 1024 * GIBI)
                .within("headerTimeout", headerTimeout, TIME_MIN, TIME_MAX)
                .within("idleTimeout", idleTimeout, Duration.ofSeconds(1), TIME_MAX)
                .within("bodyTimeout", bodyTimeout, TIME_MIN, TIME_MAX)
                .within("bodyBytesPerSecondMin", bodyBytesPerSecondMin, 1, GIBI)
                .within("responseStallTimeout", responseStallTimeout, TIME_MIN, TIME_MAX)
                .within("streamBufferBytesMax", streamBufferBytesMax, KIBI, GIBI)
                .within("connectionBufferBytesMax", connectionBufferBytesMax, KIBI, GIBI)
                .within("bufferBytesMax", bufferBytesMax, KIBI, GIBI)
                .within("readBytesPerSecondMin", readBytesPerSecondMin, 1, GIBI)
                .within("readPeriod", readPeriod, TIME_MIN, TIME_MAX)
                .within("connectionsMax", connectionsMax, 1, COUNT_MAX)
                .within("connectionsPerAddressMax", connectionsPerAddressMax, 1, COUNT_MAX)
                .within("requestsMax", requestsMax, 1, COUNT_MAX)
                .done();
    }

    public BodyLimits bodies() {
        return new BodyLimits(
                bodyBytesMax.bytes(),
                bodyTimeout.toMillis(),
                bodyBytesPerSecondMin.intBytes(),
                responseStallTimeout.toMillis());
    }

    public SlowReaderLimits readers() {
        return new SlowReaderLimits(readBytesPerSecondMin.intBytes(), readPeriod.toMillis());
    }

    public SendBufferLimits buffers() {
        return new SendBufferLimits(
                streamBufferBytesMax.intBytes(),
                connectionBufferBytesMax.intBytes(),
                bufferBytesMax.intBytes(),
                responseStallTimeout.toMillis());
    }
}
