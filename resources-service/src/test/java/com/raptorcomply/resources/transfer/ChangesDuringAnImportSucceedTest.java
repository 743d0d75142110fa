package com.raptorcomply.resources.transfer;

import static com.raptorcomply.resources.transfer.ImportStoresAllRowsOrNoneTest.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * While an import of an organization stores its rows, its other changes wait and then succeed, with the default settings,
 * although they are more than its connections. On demand with more rows: {@code -Dimport.rows=100000}.
 */
@Timeout(300)
class ChangesDuringAnImportSucceedTest {
    private static final int ROWS = Integer.getInteger("import.rows", 3_000);
    private static final int WRITERS = 12;

    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S-1");
    private final ExecutorService clients = Executors.newFixedThreadPool(WRITERS + 2);

    @Test
    void andReadsGoOn() throws Exception {
        try {
            Future<Answer> importing = clients.submit(() -> new Upload(caller, system).send(file(ROWS)));
            List<Future<List<Integer>>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                String tag = "W-" + w + '-';
                writers.add(clients.submit(
                        during(importing, i -> caller.post("/cyber-assets", Records.asset(system, tag + i)))));
            }
            Future<List<Integer>> reader =
                    clients.submit(during(importing, i -> caller.get("/cyber-assets?assetTag=T-1")));

            assertThat(importing.get().status()).as(importing.get().body()).isEqualTo(200);
            for (Future<List<Integer>> writer : writers) {
                assertThat(writer.get()).containsOnly(201);
            }
            assertThat(reader.get()).containsOnly(200);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Returns the statuses of requests that are sent one after the other until the import has ended. */
    private static Callable<List<Integer>> during(Future<?> importing, IntFunction<Answer> request) {
        return () -> {
            List<Integer> statuses = new ArrayList<>();
            do {
                statuses.add(request.apply(statuses.size()).status());
            } while (!importing.isDone());
            return statuses;
        };
    }
}
