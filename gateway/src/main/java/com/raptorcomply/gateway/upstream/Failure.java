package com.raptorcomply.gateway.upstream;

/** Why an upstream's answer could not be given to the client. */
public enum Failure {
    /** It could not be reached, closed the connection, or did not speak HTTP. */
    BROKEN,
    /** It did not connect or answer in time. */
    TIMEOUT,
    /** Too many requests wait for it already. */
    OVERLOADED,
    /** It does not believe the stamp now: that is no fault of the client's key. */
    STAMP_REFUSED,
    /** The client's body is larger than the gateway lets through. */
    BODY_TOO_LARGE,
    /** The client went away: there is nobody to answer. */
    CLIENT_GONE
}
