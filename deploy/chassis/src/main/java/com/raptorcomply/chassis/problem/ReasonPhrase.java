package com.raptorcomply.chassis.problem;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Returns the standard phrases of RFC 9110, because Netty has older ones for some statuses. */
final class ReasonPhrase {
    private ReasonPhrase() {}

    static String of(int status) {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}
