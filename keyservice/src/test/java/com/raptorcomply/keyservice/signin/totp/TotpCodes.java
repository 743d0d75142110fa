package com.raptorcomply.keyservice.signin.totp;

import java.io.ByteArrayOutputStream;

/** Computes the codes that an authenticator app with this base 32 secret shows. */
public final class TotpCodes {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private TotpCodes() {}

    public static String now(String base32) {
        return new TotpSecret(decode(base32)).code(step());
    }

    /** Returns the code of half a minute later, which a service with a slower clock already accepts. */
    public static String next(String base32) {
        return new TotpSecret(decode(base32)).code(step() + 1);
    }

    private static long step() {
        return System.currentTimeMillis() / 1_000 / TotpSecret.STEP_SECONDS;
    }

    private static byte[] decode(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int buffered = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = ((buffer << 5) | ALPHABET.indexOf(base32.charAt(i))) & 0xFFF;
            buffered += 5;
            if (buffered >= 8) {
                buffered -= 8;
                bytes.write(buffer >> buffered);
            }
        }
        return bytes.toByteArray();
    }
}
