package com.raptorcomply.resources.transfer;

import static com.raptorcomply.resources.transfer.ImportStoresAllRowsOrNoneTest.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepeatedImportStoresOnceTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");
    private final Upload upload = new Upload(caller, system);

    @Test
    void andGetsTheFirstResponse() {
        Answer first = upload.send(file(3), "Idempotency-Key", "k");
        Answer second = upload.send(file(3), "Idempotency-Key", "k");

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(upload.send(file(2), "Idempotency-Key", "k").object().getString("code"))
                .isEqualTo("idempotency_key_reused");
        assertThat(upload.sendWith("?mode=upsert", file(3), "Idempotency-Key", "k")
                        .object()
                        .getString("code"))
                .isEqualTo("idempotency_key_reused");
        assertThat(records.query("SELECT count(*) FROM activity_link")).containsExactly("1");
    }

    @Test
    void atTheSameTime() {
        List<CompletableFuture<Answer>> both = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(() -> upload.send(file(300), "Idempotency-Key", "k")))
                .toList();

        assertThat(both).allSatisfy(answer -> assertThat(answer.join().object().getInteger("created"))
                .isEqualTo(300));
        assertThat(records.query("SELECT count(*) FROM cyber_asset")).containsExactly("300");
    }

    @Test
    void afterARefusalTheKeyIsFree() {
        assertThat(upload.send(file(1).replace("low", "none"), "Idempotency-Key", "k")
                        .status())
                .isEqualTo(400);
        assertThat(upload.send(file(1), "Idempotency-Key", "k").status()).isEqualTo(200);
    }
}
