package com.raptorcomply.gateway;

import com.raptorcomply.gateway.edge.Refusal;
import com.raptorcomply.gateway.edge.StrictRequestDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** What the decoder's refusal of a request means to its sender. */
final class Invalid {
    private Invalid() {}

    static Refusal refusal(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Refusal.LINE_TOO_LONG;
        }
        if (cause instanceof StrictRequestDecoder.UnsupportedVersionException) {
            return Refusal.VERSION;
        }
        if (cause instanceof StrictRequestDecoder.HeadTimeoutException) {
            return Refusal.HEAD_TIMEOUT;
        }
        return cause instanceof TooLongHttpHeaderException ? Refusal.HEADER_TOO_LARGE : Refusal.SYNTAX;
    }
}
