package com.raptorcomply.keyservice.signin.password;

/** Hashes of passwords for tests that are about something else, because a hash costs more than most of their requests. */
public final class TestHash {
    private TestHash() {}

    /** Returns a hash that the password matches. */
    public static String of(String password) {
        return Argon2id.hash(password);
    }
}
