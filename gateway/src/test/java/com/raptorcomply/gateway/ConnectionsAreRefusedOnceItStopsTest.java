package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * A stopping gateway refuses new connections at once, rather than accepting and resetting them, so that clients use
 * another.
 */
@Timeout(60)
class ConnectionsAreRefusedOnceItStopsTest {
    private static final int EVENT_LOOPS = 8;
    private static final List<String> NOWHERE = List.of("http://127.0.0.1:1");

    private final Vertx vertx = Vertx.vertx();
    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

    @Test
    void andNoneIsAcceptedThatNobodyServes() throws Exception {
        Logger netty = (Logger) LoggerFactory.getLogger(ServerBootstrap.class);
        warnings.start();
        netty.addAppender(warnings);
        GatewayService gateway = Await.result(GatewayService.start(vertx, settings()));
        List<Socket> open = new ArrayList<>();
        try (Client first = new Client(gateway.port())) {
            assertThat(first.write(Client.get("/nowhere", "none")).read().status())
                    .isEqualTo(404);
        }

        Future<Void> stopped = gateway.close();
        boolean refused = false;
        while (!refused) {
            try {
                open.add(new Socket(InetAddress.getLoopbackAddress(), gateway.port()));
            } catch (SocketException expected) {
                // The kernel resets a handshake that the close of the listener overtakes.
                refused = true;
            }
        }

        Await.result(stopped);
        for (Socket each : open) {
            each.close();
        }
        Await.result(vertx.close());
        netty.detachAppender(warnings);
        assertThat(warnings.list).isEmpty();
    }

    private static Settings settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("host", "127.0.0.1");
        settings.put("port", 0);
        settings.put("management.port", 0);
        settings.put("eventLoops", EVENT_LOOPS);
        settings.put("drainDelay", "0s");
        settings.put("drainTimeout", "1s");
        settings.put("keyservice.urls", NOWHERE);
        settings.put("keyservice.credential", "nobody");
        settings.put("upstreams.keyservice.urls", NOWHERE);
        settings.put("upstreams.resources.urls", NOWHERE);
        return Settings.load("GATEWAY", null, Map.of(), settings);
    }
}
