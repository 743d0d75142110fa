package com.raptorcomply.gateway.http.guard;

/** How an answer that the gateway has given whole to a client's connection has left it. */
public enum ResponseDelivery {
    SENT,
    /** The client has ended the stream or the connection before. */
    CLIENT_GONE,
    /** The client took nothing for too long, and the answer was cut. */
    CLIENT_STALLED
}
