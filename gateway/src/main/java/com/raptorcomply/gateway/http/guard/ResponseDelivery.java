package com.raptorcomply.gateway.http.guard;

/** Says what became of a response that the gateway has written completely. */
public enum ResponseDelivery {
    SENT,
    /** The client closed the stream or the connection before it had the response. */
    CLIENT_GONE,
    /** The client read nothing for too long, and the gateway aborted the response. */
    CLIENT_STALLED
}
