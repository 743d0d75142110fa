package com.raptorcomply.fuzz;

import java.nio.charset.StandardCharsets;

/** Checks a property that must hold for every input. Jazzer keeps an input that violates it. */
public final class Property {
    private Property() {}

    /**
     * Checks one condition.
     *
     * @throws AssertionError unless it holds
     */
    public static void holds(boolean condition, String what, Object subject) {
        if (!condition) {
            throw new AssertionError(what + ": <" + subject + ">");
        }
    }

    /** Returns the input as an HTTP/1 decoder passes texts on: one character per byte. */
    public static String latin(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }
}
