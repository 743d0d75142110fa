package com.raptorcomply.keyservice.stamp;

import java.security.GeneralSecurityException;

/**
 * Signs with one Ed25519 private key (RFC 8032). Any thread. Signatures are deterministic: every implementation makes
 * the same 64 bytes.
 */
interface Ed25519 {
    /**
     * Signs the first {@code length} bytes of a message.
     *
     * @throws GeneralSecurityException if signing fails
     */
    byte[] sign(byte[] message, int length) throws GeneralSecurityException;
}
