package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy between two processes that can cut, stall and delay connections. Keeps the order on a connection. Any
 * thread. A stall holds back bytes, new connections and closes, like a network that drops packets, until {@link #mend}.
 */
final class Link {
    private static final int CONNECT_MILLIS = 2_000;

    private enum State {
        WHOLE,
        CUT,
        STALLED
    }

    private final Vertx vertx;
    private final Context context;
    private final NetClient client;
    private final String name;
    private final int target;
    private final Set<Pipe> pipes = new HashSet<>();
    private State state = State.WHOLE;
    private long delayMillis;
    private int port;

    private Link(Vertx vertx, String name, int target) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.name = name;
        this.target = target;
    }

    /** Listens on a free port of the loopback address and forwards to another port of it. */
    static Link to(Vertx vertx, String name, int target) {
        Link link = new Link(vertx, name, target);
        link.port = Await.result(vertx.createNetServer()
                        .connectHandler(socket -> link.accept(socket.pause()))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        return link;
    }

    int port() {
        return port;
    }

    /** Closes all connections and refuses new ones. */
    void cut() {
        become(State.CUT);
    }

    void stall() {
        become(State.STALLED);
    }

    /** Ends a cut or a stall and forwards everything held back. */
    void mend() {
        become(State.WHOLE);
        delay(0);
    }

    /**
     * Delays each byte from now on.
     *
     * @param millis the delay
     */
    void delay(long millis) {
        context.runOnContext(run -> delayMillis = millis);
    }

    private void become(State next) {
        context.runOnContext(run -> {
            state = next;
            Set.copyOf(pipes).forEach(Pipe::look);
        });
    }

    private void accept(NetSocket near) {
        context.runOnContext(run -> {
            Pipe pipe = new Pipe(near);
            pipes.add(pipe);
            pipe.look();
        });
    }

    @Override
    public String toString() {
        return name;
    }

    /** One connection. */
    private final class Pipe {
        private final NetSocket near;
        private final Flow out = new Flow();
        private final Flow back = new Flow();
        private @Nullable NetSocket far;
        private boolean connecting;

        Pipe(NetSocket near) {
            this.near = near;
        }

        void look() {
            if (state == State.CUT) {
                end();
            } else if (state == State.STALLED) {
                near.pause();
                if (far != null) {
                    far.pause();
                }
            } else if (far == null) {
                connect();
            } else {
                near.resume();
                far.resume();
                out.pump();
                back.pump();
            }
        }

        private void connect() {
            if (connecting) {
                return;
            }
            connecting = true;
            client.connect(target, "127.0.0.1")
                    .onComplete(connected -> context.runOnContext(run -> {
                        if (connected.failed()) {
                            end();
                            return;
                        }
                        far = connected.result();
                        out.between(near, far);
                        back.between(far, near);
                        look();
                    }));
        }

        private void end() {
            pipes.remove(this);
            near.close();
            if (far != null) {
                far.close();
            }
        }

        /** One direction. */
        private final class Flow {
            private record Held(long dueNanos, Buffer bytes) {}

            private final Queue<Held> held = new ArrayDeque<>();
            private @Nullable NetSocket to;
            private boolean ended;

            void between(NetSocket from, NetSocket next) {
                to = next;
                from.pause();
                from.handler(bytes -> context.runOnContext(run -> {
                    held.add(new Held(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis), bytes));
                    pump();
                }));
                from.exceptionHandler(broken -> {});
                from.closeHandler(closed -> context.runOnContext(run -> {
                    ended = true;
                    pump();
                }));
            }

            void pump() {
                if (state != State.WHOLE || to == null) {
                    return;
                }
                while (!held.isEmpty() && held.peek().dueNanos() - System.nanoTime() <= 0) {
                    to.write(held.remove().bytes());
                }
                if (!held.isEmpty()) {
                    long waitNanos = held.peek().dueNanos() - System.nanoTime();
                    vertx.setTimer(1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, waitNanos)), due -> pump());
                } else if (ended) {
                    end();
                }
            }
        }
    }
}
