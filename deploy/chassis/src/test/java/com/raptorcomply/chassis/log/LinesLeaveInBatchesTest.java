package com.raptorcomply.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines are written in batches, complete and in order, and none waits for further ones. */
class LinesLeaveInBatchesTest {
    private static final int LINES = 2_000;

    private final LoggerContext context = new LoggerContext();
    private final QueuedAppender queue = new QueuedAppender();
    private final List<String> writes = new ArrayList<>();
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch refused = new CountDownLatch(1);
    private final Logger log = logger();
    private volatile boolean full;

    @AfterEach
    void stop() {
        queue.stop();
    }

    @Test
    void manyAtOnceWholeAndInOrder() {
        for (int i = 0; i < LINES; i++) {
            log.info("{}", i);
        }
        queue.stop();

        List<String> lines = writes.stream().flatMap(String::lines).toList();
        assertThat(lines).hasSize(LINES);
        for (int i = 0; i < LINES; i++) {
            assertThat(new JsonObject(lines.get(i)).getString("message")).isEqualTo(Integer.toString(i));
        }
        assertThat(writes).hasSizeLessThan(LINES / 10).allMatch(write -> write.endsWith("\n"));
    }

    @Test
    void aSingleOneDoesNotWaitForOthers() throws Exception {
        log.info("alone");

        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void thoseThatFindTheDiskFullAreCountedAndLaterOnesAreWritten() throws Exception {
        long before = QueuedAppender.dropped();
        full = true;
        log.info("lost");
        refused.await();
        full = false;
        log.info("written");
        written.await();
        log.info("last");
        queue.stop();

        assertThat(QueuedAppender.dropped() - before).isEqualTo(1);
        assertThat(String.join("", writes))
                .startsWith("\n{")
                .doesNotContain("lost")
                .contains("written", "Log lines dropped", "last");
    }

    private Logger logger() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(context);
        encoder.start();
        BatchedOutput output = new BatchedOutput(new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("One byte at a time");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (full) {
                    refused.countDown();
                    throw new IOException("No space left on device");
                }
                writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
                written.countDown();
            }
        });
        output.setContext(context);
        output.setEncoder(encoder);
        output.start();
        queue.setContext(context);
        queue.addAppender(output);
        queue.start();
        Logger logger = context.getLogger("test");
        logger.addAppender(queue);
        return logger;
    }
}
