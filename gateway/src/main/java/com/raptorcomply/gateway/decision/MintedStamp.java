package com.raptorcomply.gateway.decision;

/**
 * A stamp as it is sent, with the ids that go beside it for logs.
 *
 * @param text the compact JWS
 * @param mintedAtNanos on the monotonic clock
 */
public record MintedStamp(String text, String organizationId, String keyId, long mintedAtNanos) {
    @Override
    public String toString() {
        return "MintedStamp[" + keyId + "]";
    }
}
