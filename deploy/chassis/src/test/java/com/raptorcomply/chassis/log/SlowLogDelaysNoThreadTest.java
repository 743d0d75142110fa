package com.raptorcomply.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A slow log output blocks no thread: lines wait within the bound; further ones are dropped and counted. */
class SlowLogDelaysNoThreadTest {
    private static final int LINES_MAX = 128;

    private final LoggerContext context = new LoggerContext();
    private final QueuedAppender queue = new QueuedAppender();
    private final Pipe pipe = new Pipe();
    private final Logger log = logger();

    /** Blocks every line until it is opened. */
    private static final class Pipe extends AppenderBase<ILoggingEvent> {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final List<ILoggingEvent> lines = new ArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lines.add(line);
        }
    }

    @Test
    void linesForWhichThereIsNoRoomAreCounted() throws Exception {
        log.info("first");
        pipe.reached.await();
        long before = QueuedAppender.dropped();
        for (int i = 0; i < LINES_MAX - 1 + 5; i++) {
            log.info("line {}", i);
        }
        pipe.open.countDown();
        queue.stop();

        assertThat(QueuedAppender.dropped() - before).isEqualTo(5);
        assertThat(pipe.lines).hasSize(LINES_MAX + 1);
        assertThat(pipe.lines)
                .filteredOn(line -> line.getFormattedMessage().equals("Log lines dropped"))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.getKeyValuePairs().get(0).value).isEqualTo(5L));
    }

    @Test
    void whatWaitsAtTheEndIsWrittenInItsOrder() {
        for (int i = 0; i < LINES_MAX; i++) {
            log.info("{}", i);
        }
        pipe.open.countDown();
        queue.stop();

        assertThat(pipe.lines).hasSize(LINES_MAX);
        for (int i = 0; i < LINES_MAX; i++) {
            assertThat(pipe.lines.get(i).getFormattedMessage()).isEqualTo(Integer.toString(i));
        }
        assertThat(pipe.lines.get(0).getThreadName())
                .isEqualTo(Thread.currentThread().getName());
    }

    private Logger logger() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        pipe.setContext(context);
        pipe.start();
        queue.setContext(context);
        queue.setLinesMax(LINES_MAX);
        queue.addAppender(pipe);
        queue.start();
        Logger logger = context.getLogger("test");
        logger.addAppender(queue);
        return logger;
    }
}
