package com.raptorcomply.chassis.http;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import java.util.List;

/**
 * A proxy's own element is parsed as the proxy wrote it, whatever precedes it. It may be in the same field or in a
 * separate one. Parsing always ends.
 */
public final class HopsFuzz {
    private static final String FORWARDED = "Forwarded";
    private static final String LIST = "X-Forwarded-For";

    private HopsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String sent = latin(input);
        first(FORWARDED, List.of(sent + ", for=192.0.2.7;proto=https"), "192.0.2.7", sent);
        first(FORWARDED, List.of(sent, "by=10.0.0.1;for=\"[2001:db8::7]:4711\""), "2001:db8::7", sent);
        String quoted = sent.replaceAll("[\"\\\\]", "");
        first(FORWARDED, List.of("for=192.0.2.7;host=\"" + quoted + "\""), "192.0.2.7", sent);
        first(LIST, List.of(sent + ",192.0.2.7:4711"), "192.0.2.7", sent);
        first(LIST, List.of(sent, "2001:db8::7"), "2001:db8::7", sent);
        ends(ForwardedForParser.of(FORWARDED, List.of(sent)), sent);
        ends(ForwardedForParser.of(LIST, List.of(sent)), sent);
    }

    private static void first(String field, List<String> values, String hop, String sent) {
        holds(
                hop.equals(ForwardedForParser.of(field, values).next()),
                "The proxy's element is read first in " + field,
                sent);
    }

    private static void ends(ForwardedForParser hops, String sent) {
        int read = 0;
        while (hops.next() != null) {
            read++;
            holds(read <= sent.length() + 1, "No more hops than characters", sent);
        }
    }
}
