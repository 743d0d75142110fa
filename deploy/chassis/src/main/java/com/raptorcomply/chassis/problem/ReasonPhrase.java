package com.raptorcomply.chassis.problem;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Standard phrases of statuses, as RFC 9110 has them where Netty still has older ones. */
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
