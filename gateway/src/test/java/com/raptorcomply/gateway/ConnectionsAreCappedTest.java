package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ConnectionsAreCappedTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().with("http.connectionsPerAddressMax", 2);

    @Test
    void oneTooManyIsClosedAtOnceAndTheOthersGoOn() throws Exception {
        try (Client one = new Client(STAGE.gateway().port());
                Client two = new Client(STAGE.gateway().port())) {
            assertThat(isServed(one)).isTrue();
            assertThat(isServed(two)).isTrue();
            try (Client three = new Client(STAGE.gateway().port())) {
                assertThat(isServed(three)).isFalse();
            }
            assertThat(isServed(one)).isTrue();
            STAGE.awaitMeter("gateway_connections_rejected_total", 1);
        }
        STAGE.awaitMeter("gateway_connections_active", 0);
        try (Client later = new Client(STAGE.gateway().port())) {
            assertThat(isServed(later)).isTrue();
        }
    }

    private static boolean isServed(Client client) {
        try {
            return client.write(Client.get("/facilities", STAGE.keyService().key()))
                            .read()
                            .status()
                    == 200;
        } catch (IOException closed) {
            return false;
        }
    }
}
