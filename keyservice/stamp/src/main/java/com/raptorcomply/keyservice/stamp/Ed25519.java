package com.raptorcomply.keyservice.stamp;

import java.security.GeneralSecurityException;

/** Signs with one private key (Ed25519, RFC 8032), which leaves nothing to chance: whoever signs makes the same 64 bytes. Any thread. */
interface Ed25519 {
    /**
     * The signature of so many bytes of a message.
     *
     * @throws GeneralSecurityException if it cannot; there is no signature then
     */
    byte[] sign(byte[] message, int length) throws GeneralSecurityException;
}
