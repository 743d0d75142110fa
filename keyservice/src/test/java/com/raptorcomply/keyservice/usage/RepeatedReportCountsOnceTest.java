package com.raptorcomply.keyservice.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedReportCountsOnceTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(admin, new JsonObject());
    private final String secretId = createdKey.getString("key").substring(9, 20);
    private final UUID gateway = UUID.randomUUID();

    @Test
    void howeverOftenItComes() {
        for (int time = 0; time < 3; time++) {
            assertThat(report(gateway, 1, 5).status()).isEqualTo(204);
        }
        assertThat(counted()).isEqualTo(5);
    }

    @Test
    void evenAtTheSameTime() {
        IntStream.range(0, 16).parallel().forEach(time -> report(gateway, 1, 5));
        assertThat(counted()).isEqualTo(5);
    }

    @Test
    void whileTheNextOneAndAnotherGatewaysCountToo() {
        report(gateway, 1, 5);
        report(gateway, 2, 7);
        report(gateway, 1, 5);
        report(UUID.randomUUID(), 1, 11);
        assertThat(counted()).isEqualTo(23);
    }

    @Test
    void butNotWhenItCouldNotBeMerged() {
        String broken = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
                + " CREATE TRIGGER refuse BEFORE INSERT ON key_usage_day FOR EACH ROW WHEN (NEW.requests = 6)"
                + " EXECUTE FUNCTION refuse()";
        service.execute(broken);
        try {
            assertThat(report(gateway, 1, 6).status()).isEqualTo(500);
        } finally {
            service.execute("DROP TRIGGER refuse ON key_usage_day; DROP FUNCTION refuse");
        }
        assertThat(report(gateway, 1, 6).status()).isEqualTo(204);
        assertThat(counted()).isEqualTo(6);
    }

    private Reply report(UUID reporter, long sequence, long requests) {
        long now = Instant.now().toEpochMilli();
        SecretUse use = new SecretUse(secretId, now, "192.0.2.7", "curl/8", Map.of(2, requests));
        return gateways.report(new UsageReport(reporter, sequence, List.of(use)));
    }

    private long counted() {
        return service.count(
                "SELECT coalesce(sum(requests), 0) FROM key_usage_day WHERE key_id = ?::uuid",
                createdKey.getString("id"));
    }
}
