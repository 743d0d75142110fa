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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Whoever connects while the gateway stops is refused, and finds another one, rather than accepted and reset. */
@Timeout(60)
class ConnectionsAreRefusedOnceItStopsTest {
    private static final int EVENT_LOOPS = 8;

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
            } catch (ConnectException expected) {
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
        return Settings.load(
                "GATEWAY",
                null,
                Map.of(),
                Map.of(
                        "host", "127.0.0.1",
                        "port", 0,
                        "management.port", 0,
                        "eventLoops", EVENT_LOOPS,
                        "drainDelay", "0s",
                        "drainTimeout", "1s",
                        "keyservice.urls", List.of("http://127.0.0.1:1"),
                        "keyservice.credential", "nobody",
                        "upstreams.keyservice.urls", List.of("http://127.0.0.1:1"),
                        "upstreams.resources.urls", List.of("http://127.0.0.1:1")));
    }
}
