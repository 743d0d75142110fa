package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The service refuses a faulty bulk request while another change of the organization is under way: it neither waits for
 * that change nor holds up the next one.
 */
class FaultyBulkHoldsUpNobodyTest {
    private static final String COUNT_OF_0 = "{'items':[{'action':'create','record':{'count':0}}]}";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "/cyber-assets/bulk             | {}                             | 422",
                "/cyber-assets/bulk             | {'items':[{'action':'delete'}]} | 422",
                "/cyber-assets/bulk             | " + COUNT_OF_0 + "             | 200",
                "/cyber-assets/bulk?atomic=true | " + COUNT_OF_0 + "             | 422",
                "/tasks/bulk                    | {'tasks':[{}]}                 | 200",
                "/tasks/bulk                    | {'tasks':[7]}                  | 422"
            })
    void whoChangesTheOrganization(String path, String body, int status) throws SQLException {
        Caller caller = Caller.ofNewOrganization();
        Records records = Records.of(caller);
        UUID system = records.system("S-1");

        try (Connection another = records.open()) {
            CompletableFuture<Answer> answering =
                    CompletableFuture.supplyAsync(() -> caller.post(path, new JsonObject(body.replace('\'', '"'))));
            Await.until("the request is answered or waits", () -> answering.isDone() || isWaiting(records));
            assertThat(isWaiting(records)).isFalse();
            Answer answer = answering.join();

            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            if (status == 200) {
                assertThat(answer.object().getInteger("failed")).isEqualTo(1);
            }
            another.rollback();
        }
        assertThat(caller.post("/cyber-assets", Records.asset(system, "T-1")).status())
                .isEqualTo(201);
    }

    private static boolean isWaiting(Records records) {
        return !records.queryOutside(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%begin_change%'")
                .equals("0");
    }
}
