package com.raptorcomply.gateway.decision;

import io.netty.util.AsciiString;

/**
 * A stamp as it is sent, in bytes, with the ids that go beside it for logs.
 *
 * @param text the compact JWS
 * @param mintedAtNanos on the monotonic clock
 */
public record MintedStamp(AsciiString text, AsciiString organizationId, AsciiString keyId, long mintedAtNanos) {
    @Override
    public String toString() {
        return "MintedStamp[" + keyId + "]";
    }
}
