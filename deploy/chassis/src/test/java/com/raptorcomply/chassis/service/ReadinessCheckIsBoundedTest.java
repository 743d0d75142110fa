package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessCheckIsBoundedTest {
    private final Vertx vertx = Vertx.vertx();
    private final Readiness readiness = new Readiness(vertx, Duration.ofMillis(20));

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void oneThatNeverCompletesHasFailed() {
        readiness.check("hung", () -> Promise.<CheckResult>promise().future());
        Readiness.Report report = Await.result(readiness.report());
        assertThat(report.checks()).containsEntry("hung", CheckResult.failing("Not completed within 20 ms"));
    }

    @Test
    void oneThatThrowsOrFailsHasFailedWithoutSayingMore() {
        readiness.check("thrown", () -> {
            throw new IllegalStateException("db.internal.example");
        });
        readiness.check("failed", () -> Future.failedFuture(new IllegalStateException("db.internal.example")));
        assertThat(Await.result(readiness.report()).checks().values())
                .containsOnly(CheckResult.failing("The check failed: illegal state"));
    }

    @Test
    void probedOnceForAllConcurrentReports() {
        AtomicInteger probes = new AtomicInteger();
        Promise<CheckResult> probe = Promise.promise();
        Readiness patient = new Readiness(vertx, Duration.ofMinutes(1));
        patient.check("counted", () -> {
            probes.incrementAndGet();
            return probe.future();
        });
        Future<Readiness.Report> first = patient.report();
        Future<Readiness.Report> second = patient.report();
        probe.complete(CheckResult.ok());
        assertThat(Await.result(first).ready()).isTrue();
        assertThat(Await.result(second).ready()).isTrue();
        assertThat(probes).hasValue(1);
    }
}
