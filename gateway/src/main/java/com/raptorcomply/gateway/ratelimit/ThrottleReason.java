package com.raptorcomply.gateway.ratelimit;

/** The limit that a request was refused for. Each constant is the reason in logs, metrics and traces. */
public enum ThrottleReason {
    /** The rate limit of the key. */
    KEY_RATE_LIMIT,
    /** The rate limit that all keys of the organization share. */
    ORGANIZATION_RATE_LIMIT,
    /** The rate limit that the route has for each key. */
    ROUTE_RATE_LIMIT,
    /** The rate limit of the client's address for requests without a valid key. */
    BAD_KEYS_RATE_LIMIT,
    /** The rate limit of the client's address on routes without a key. */
    PUBLIC_RATE_LIMIT,
    /** The key has its most requests in flight. */
    KEY_IN_FLIGHT,
    /** The keys of the organization have their most requests in flight. */
    ORGANIZATION_IN_FLIGHT
}
