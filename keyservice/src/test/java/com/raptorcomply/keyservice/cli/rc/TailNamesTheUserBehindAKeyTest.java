package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The line of what a key did as a user names both. */
class TailNamesTheUserBehindAKeyTest {
    private static final String ENTRIES = """
            [{"service": "keyservice", "sequence": 2, "at": "2026-01-02T03:04:05Z", "action": "update",
              "resourceType": "api-key", "resourceId": "1", "requestId": "r",
              "actor": {"kind": "key", "id": "k", "name": "Ticket bot", "actingAs": {"id": "u", "name": "Kim Lee"}}},
             {"service": "keyservice", "sequence": 1, "at": "2026-01-02T03:04:04Z", "action": "create",
              "resourceType": "api-key", "resourceId": "1", "requestId": "r",
              "actor": {"kind": "key", "id": "k", "name": "Ticket bot"}}]""";

    @Test
    void inTheTable() {
        try (RcRun rc = new RcRun(exchange -> {
            byte[] body = ENTRIES.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            Map<String, String> environment = Map.of("RC_URL", rc.url("127.0.0.1"), "RC_KEY", RcRun.KEY);
            assertThat(rc.run(environment, "activity", "tail")).as(rc.said()).isZero();
            assertThat(rc.said()).contains("Ticket bot as Kim Lee", "Ticket bot  ");
        }
    }
}
