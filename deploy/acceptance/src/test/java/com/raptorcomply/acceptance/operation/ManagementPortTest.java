package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each service shows its health and metrics on its management port, and only there. */
@ExtendWith(RunningWhole.class)
class ManagementPortTest {

    @TestFactory
    Stream<DynamicTest> tellsHealthAndMeters(Whole whole) {
        return Stream.of("GATEWAY", "KEYSERVICE", "RESOURCES")
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    Client management = new Client(whole.value(service + "_MANAGEMENT_URL"), "");
                    assertThat(management.get("/health/live").status()).isEqualTo(200);
                    Reply ready = management.get("/health/ready");
                    assertThat(ready.status()).as(ready.toString()).isEqualTo(200);
                    assertThat(ready.json().getString("status")).isEqualTo("ready");
                    assertThat(ready.json().getJsonObject("checks")).isNotNull();
                    Reply metrics = management.get("/metrics");
                    assertThat(metrics.status()).isEqualTo(200);
                    assertThat(metrics.body()).contains("# TYPE ", "jvm_memory_used_bytes");
                }));
    }

    @TestFactory
    Stream<DynamicTest> isNotThePublicPort(Whole whole) {
        return Stream.of("GATEWAY", "KEYSERVICE", "RESOURCES")
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    Client open = new Client(whole.value(service + "_URL"), "");
                    assertThat(open.get("/metrics").status()).isBetween(400, 499);
                    assertThat(open.get("/health/ready").status()).isBetween(400, 499);
                }));
    }
}
