package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnsafeStartIsLoggedTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Exposure.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void end() {
        logger.detachAppender(lines);
    }

    @Test
    void whereOtherMachinesReachAPort() {
        Exposure.ofManagementPort(ServiceName.GATEWAY, "0.0.0.0");
        Exposure.ofPublicPort(ServiceName.GATEWAY, "192.0.2.7", false);

        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.WARN);
        assertThat(lines.list.get(0).getMessage()).startsWith("Management port");
        assertThat(lines.list.get(1).getMessage()).startsWith("Public port");
    }

    @Test
    void andNotOnThisMachineOrWithTls() {
        for (String here : new String[] {"127.0.0.1", "localhost", "::1"}) {
            Exposure.ofManagementPort(ServiceName.GATEWAY, here);
            Exposure.ofPublicPort(ServiceName.GATEWAY, here, false);
        }
        Exposure.ofPublicPort(ServiceName.GATEWAY, "0.0.0.0", true);

        assertThat(lines.list).isEmpty();
    }
}
