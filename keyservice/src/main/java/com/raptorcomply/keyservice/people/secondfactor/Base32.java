package com.raptorcomply.keyservice.people.secondfactor;

/** Base 32 as RFC 4648 section 6 has it, without padding: what people and authenticator apps read. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * Byte.SIZE + BITS - 1) / BITS);
        int buffer = 0;
        int buffered = 0;
        for (byte each : bytes) {
            buffer = ((buffer << Byte.SIZE) | (each & 0xFF)) & 0xFFF;
            buffered += Byte.SIZE;
            while (buffered >= BITS) {
                buffered -= BITS;
                text.append(ALPHABET.charAt((buffer >> buffered) & 0x1F));
            }
        }
        if (buffered > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - buffered)) & 0x1F));
        }
        return text.toString();
    }
}
