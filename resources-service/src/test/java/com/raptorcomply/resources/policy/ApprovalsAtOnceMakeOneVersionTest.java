package com.raptorcomply.resources.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of approvals at the same time one approves; the others find an approved document. */
class ApprovalsAtOnceMakeOneVersionTest {
    private static final int AT_ONCE = 8;

    private final Documents organization = Documents.withSeniorManager();

    @Test
    void ofOneDocument() {
        String path = organization.submitted();
        Caller approver = organization.approver();

        List<CompletableFuture<Integer>> answers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> approver.send("POST", path + "/approve", "").status()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).sorted().toList())
                .startsWith(200, 409)
                .hasSize(AT_ONCE);
        assertThat(approver.get(path + "/versions").array())
                .singleElement()
                .extracting(version -> ((JsonObject) version).getInteger("version"))
                .isEqualTo(1);
    }
}
