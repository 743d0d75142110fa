package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.util.Arrays;
import java.util.List;

/**
 * Sends the first request of many keys to a gateway that has cached none of them. The requests follow each other on one
 * connection.
 */
final class ColdRequests {
    private final String gateway;

    ColdRequests(String gateway) {
        this.gateway = gateway;
    }

    /** Adds the latencies' median and 99th percentile, in milliseconds. */
    void run(List<String> keys, Figures p50, Figures p99) {
        double[] millis = new double[keys.size()];
        try (HttpConnection connection = HttpConnection.open(gateway)) {
            for (int i = 0; i < millis.length; i++) {
                HttpConnection.Answer answer =
                        connection.send("GET", "/validate", List.of("X-API-Key: " + keys.get(i)), new byte[0]);
                if (answer.status() != 200) {
                    throw new LocalRunException(
                            "A valid key got the response " + answer.status() + " " + answer.body());
                }
                millis[i] = answer.millis();
            }
        }
        Arrays.sort(millis);
        p50.add(millis[millis.length / 2]);
        p99.add(millis[millis.length * 99 / 100]);
    }
}
