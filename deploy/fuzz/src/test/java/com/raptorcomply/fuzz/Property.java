package com.raptorcomply.fuzz;

import java.nio.charset.StandardCharsets;

/** What must hold for every input; Jazzer keeps an input for which it does not. */
public final class Property {
    private Property() {}

    /** @throws AssertionError unless it holds */
    public static void holds(boolean condition, String what, Object subject) {
        if (!condition) {
            throw new AssertionError(what + ": <" + subject + ">");
        }
    }

    /** The input as a decoder of HTTP/1 hands texts on: a character for each byte. */
    public static String latin(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }
}
