package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Attacks a gateway from a separate process, so that its load does not count as the gateway's. Reads commands line by
 * line ({@code begin}, {@code end}) and writes a line for each. Exits at the end of its input.
 */
final class Attack {
    /** The part of the bad requests that is malformed. Half of the others have a wrong checksum. */
    private static final double MALFORMED = 0.05;

    private static final Duration ALL_THERE_WITHIN = Duration.ofSeconds(60);

    private Attack() {}

    /**
     * Runs the attack.
     *
     * @param arguments the gateway's port, bad requests per second, slow connections
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        int bad = Integer.parseInt(arguments[1]);
        int slow = Integer.parseInt(arguments[2]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (SlowClients held = new SlowClients(vertx, port, slow)) {
            Await.until(slow + " slow connections", ALL_THERE_WITHIN, () -> held.open() >= slow * 0.98);
            System.out.println(slow + " slow connections are there");
            if (orders.readLine() != null) {
                int malformed = (int) (bad * MALFORMED);
                long begun = System.nanoTime();
                try (Flood flood = new Flood(port, bad - malformed, Flood.Bad.values());
                        Rubbish rubbish = new Rubbish(port, malformed)) {
                    System.out.println("All of them send");
                    orders.readLine();
                    double elapsed = (System.nanoTime() - begun) / 1e9;
                    System.out.printf(
                            "bad keys %.0f/s, malformed %.0f/s, slow connections %d (%d came)%n",
                            flood.refused() / elapsed, rubbish.refused() / elapsed, held.open(), held.opened());
                    orders.readLine();
                }
            }
        } finally {
            Await.result(vertx.close());
        }
    }
}
