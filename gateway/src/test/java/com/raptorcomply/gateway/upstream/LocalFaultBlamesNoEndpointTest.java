package com.raptorcomply.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.net.BindException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** A client that uses up the gateway's own resources takes no endpoint out of use for other clients. */
class LocalFaultBlamesNoEndpointTest {
    @Test
    void ofFileDescriptors() {
        assertOwn(new ChannelException("newSocketStream(..) failed: Too many open files"));
    }

    @Test
    void ofLocalPorts() {
        assertOwn(new BindException("Cannot assign requested address"));
        assertOwn(new ConnectException("connect(..) failed: Cannot assign requested address"));
    }

    @Test
    void ofMemory() {
        assertOwn(new OutOfMemoryError("Cannot reserve direct memory"));
    }

    @Test
    void butARefusedConnectionDoes() {
        Failure refused = Failure.ofConnect(new ConnectException("Connection refused"));

        assertThat(refused).isEqualTo(Failure.UNREACHABLE);
        assertThat(refused.blamesEndpoint()).isTrue();
    }

    private static void assertOwn(Throwable cause) {
        Failure failure = Failure.ofConnect(cause);

        assertThat(failure).isEqualTo(Failure.GATEWAY_RESOURCES_EXHAUSTED);
        assertThat(failure.blamesEndpoint()).isFalse();
    }
}
