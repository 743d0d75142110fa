package com.raptorcomply.keyservice.client.grant;

/**
 * An answer with the log that it belongs to.
 *
 * @param epoch of the change log: an answer of another epoch than the session's is discarded (Revocation: Session)
 */
public record Verification(String epoch, Verdict verdict) {}
