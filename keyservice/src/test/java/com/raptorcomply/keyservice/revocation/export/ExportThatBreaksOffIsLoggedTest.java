package com.raptorcomply.keyservice.revocation.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The status has been sent by then, so only the end of the connection and the log can tell. */
class ExportThatBreaksOffIsLoggedTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        ((Logger) LoggerFactory.getLogger(Problems.class)).addAppender(lines);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(Problems.class)).detachAppender(lines);
    }

    @Test
    void ifAReceiptBehindTheFirstPortionCannotBeRead() {
        try (TestService service = TestService.with(Map.of())) {
            UUID organizationId = service.organization();
            TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
            service.execute("ALTER TABLE revocation_receipt DROP CONSTRAINT revocation_receipt_subject_kind_check");
            service.execute("""
                    INSERT INTO revocation_receipt (id, sequence, subject_kind, subject_id, organization_id, action, \
                      requested_by_kind, requested_by_name, requested_at) \
                    SELECT gen_random_uuid(), n, CASE n WHEN 700 THEN 'unknown' ELSE 'key' END, n::text, ?, 'key changed', \
                      'system', 'system', timestamptz '2027-01-01T00:00:00Z' + n * interval '1 second' \
                    FROM generate_series(1, 700) n""", organizationId);

            assertThatThrownBy(() ->
                            service.get(admin, "/receipts/export?from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z"))
                    .isInstanceOf(UncheckedIOException.class);

            Await.until("the log has the failure", () -> messages().contains("Request failed unexpectedly"));
        }
    }

    private List<String> messages() {
        return List.copyOf(lines.list).stream().map(ILoggingEvent::getMessage).toList();
    }
}
