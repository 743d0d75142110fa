package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.Await;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A connection that a firewall drops, or whose peer vanishes, ends silently; the replica then listens on another one.
 */
@Timeout(60)
class SilentListenerIsReplacedTest {
    private static final long CHECK_MILLIS = 200;

    private final LeaseDatabase database = new LeaseDatabase();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger tried = new AtomicInteger();
    private volatile boolean mute;
    private final List<NetSocket> open = new CopyOnWriteArrayList<>();
    private final NetClient client = database.vertx.createNetClient();
    private final NetServer between = Await.result(
            database.vertx.createNetServer().connectHandler(this::lead).listen(0, "127.0.0.1"));
    private final PgListener notices = new PgListener(
            database.vertx,
            new PgConnectOptions(database.postgres.connectOptions()).setPort(between.actualPort()),
            Map.of("told", told::incrementAndGet),
            CHECK_MILLIS);

    @AfterEach
    void close() {
        Await.result(notices.close());
        Await.result(between.close());
        database.close();
    }

    @Test
    void onceItAnswersNothingAnyMore() {
        notices.listen();
        assertHears();

        open.forEach(NetSocket::pause);
        open.clear();

        assertHears();
    }

    @Test
    void whereTheConnectionIsNeverMade() {
        mute = true;
        notices.listen();
        Await.until("another connection is tried", () -> tried.get() > 0);
        mute = false;

        assertHears();
    }

    /** Sends notifications repeatedly, because they are lost until a listener is connected. */
    private void assertHears() {
        int before = told.get();
        Await.untilTrue("a notice is heard", () -> {
            boolean listens = notices.isListening();
            return database.postgres
                    .pool()
                    .query("NOTIFY told")
                    .execute()
                    .map(sent -> listens && !open.isEmpty() && told.get() > before);
        });
    }

    private void lead(NetSocket near) {
        near.pause();
        tried.incrementAndGet();
        if (mute) {
            return;
        }
        client.connect(database.database.port(), "127.0.0.1").onSuccess(far -> {
            open.add(near);
            open.add(far);
            near.handler(far::write);
            far.handler(near::write);
            near.closeHandler(closed -> far.close());
            far.closeHandler(closed -> near.close());
            near.resume();
        });
    }
}
