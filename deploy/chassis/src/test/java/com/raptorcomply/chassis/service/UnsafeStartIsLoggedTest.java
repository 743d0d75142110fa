package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.raptorcomply.chassis.log.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnsafeStartIsLoggedTest {
    @RegisterExtension
    final LogLines lines = LogLines.from(Exposure.class);

    @Test
    void whereOtherMachinesReachAPort() {
        Exposure.ofManagementPort(ServiceName.GATEWAY, "0.0.0.0");
        Exposure.ofPublicPort(ServiceName.GATEWAY, "192.0.2.7", false);

        assertThat(lines.all()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.WARN);
        assertThat(lines.all().get(0).getMessage()).startsWith("Management port");
        assertThat(lines.all().get(1).getMessage()).startsWith("Public port");
    }

    @Test
    void andNotOnThisMachineOrWithTls() {
        for (String here : new String[] {"127.0.0.1", "localhost", "::1"}) {
            Exposure.ofManagementPort(ServiceName.GATEWAY, here);
            Exposure.ofPublicPort(ServiceName.GATEWAY, here, false);
        }
        Exposure.ofPublicPort(ServiceName.GATEWAY, "0.0.0.0", true);

        assertThat(lines.all()).isEmpty();
    }
}
