package com.raptorcomply.keyservice.client.grant;

/**
 * A verdict with the epoch of the change log that it belongs to.
 *
 * @param epoch of the change log; the gateway discards a verdict of another epoch than its session's (Revocation:
 *     Session)
 */
public record Verification(String epoch, Verdict verdict) {}
