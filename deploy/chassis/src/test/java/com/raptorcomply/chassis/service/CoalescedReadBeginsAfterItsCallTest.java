package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescedReadBeginsAfterItsCallTest {
    private final List<Promise<Void>> begun = new ArrayList<>();
    private final CoalescedRead reads = new CoalescedRead(() -> {
        Promise<Void> read = Promise.promise();
        begun.add(read);
        return read.future();
    });

    @Test
    void andIsSharedWithThoseWhoCallMeanwhile() {
        Future<Void> first = reads.read();
        Future<Void> second = reads.read();
        Future<Void> third = reads.read();
        assertThat(begun).hasSize(1);

        begun.get(0).complete();
        assertThat(first.succeeded()).isTrue();
        assertThat(second.isComplete()).isFalse();
        assertThat(begun).hasSize(2);

        begun.get(1).complete();
        assertThat(second.succeeded()).isTrue();
        assertThat(third.succeeded()).isTrue();
        assertThat(begun).hasSize(2);
    }

    @Test
    void alsoAfterOneThatFailed() {
        Future<Void> first = reads.read();
        Future<Void> second = reads.read();
        begun.get(0).fail("the database is down");
        begun.get(1).complete();

        assertThat(first.failed()).isTrue();
        assertThat(second.succeeded()).isTrue();
        reads.read();
        assertThat(begun).hasSize(3);
    }
}
