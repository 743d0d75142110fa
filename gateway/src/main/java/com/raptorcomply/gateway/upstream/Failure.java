package com.raptorcomply.gateway.upstream;

/** Why an upstream's answer could not be given to the client. */
public enum Failure {
    /** It closed the connection, or did not speak HTTP. */
    BROKEN,
    /** No connection to it could be made, so that nothing of the request has left. */
    UNREACHABLE,
    /** It did not connect or answer in time. */
    TIMEOUT,
    /** The whole exchange took longer than any may. */
    OVERTIME,
    /** Too many requests wait for it, this one has waited too long for a connection, or the gateway lacks means of its own. */
    OVERLOADED,
    /** None of its nodes may get a request now: their checks or the requests before this one have failed. */
    NO_NODE,
    /** It does not believe the stamp now: that is no fault of the client's key. */
    STAMP_REFUSED,
    /** The client's body is larger than the gateway lets through. */
    BODY_TOO_LARGE,
    /** The client sends its body, or reads the answer, more slowly than it may. */
    CLIENT_SLOW,
    /** The key was revoked while the answer was under way, and the answer was a long one. */
    REVOKED,
    /** The key has expired while the answer was under way, and the answer was a long one. */
    EXPIRED,
    /** The key was narrowed while the answer was under way, and the answer was a long one; the key is still good. */
    NARROWED,
    /** The lease has ended while the answer was under way, and nobody can tell whether the key is still good. */
    UNDECIDABLE,
    /** The client went away: there is nobody to answer. */
    CLIENT_GONE;

    /** Whether nothing more is read from the client's connection. */
    public boolean endsConnection() {
        return switch (this) {
            case BODY_TOO_LARGE, CLIENT_SLOW, REVOKED, EXPIRED, NARROWED, UNDECIDABLE -> true;
            case BROKEN, UNREACHABLE, TIMEOUT, OVERTIME, OVERLOADED, NO_NODE, STAMP_REFUSED, CLIENT_GONE -> false;
        };
    }

    /** Whether it speaks against the node that the request went to. */
    boolean blamesNode() {
        return this == BROKEN || this == UNREACHABLE || this == TIMEOUT;
    }
}
