package com.raptorcomply.gateway.auth;

/** The reason why a request does not pass. */
public enum Denial implements Decision {
    /** The request has no key. */
    MISSING,
    /** The text of the key is malformed. Anybody can check that, so clients may know it. */
    MALFORMED,
    /**
     * The key is unknown or revoked. Clients cannot tell which, because a response must not confirm that a key existed.
     */
    INVALID,
    /** The key has expired. */
    EXPIRED,
    /** The key may not be used from this address. */
    ADDRESS_NOT_ALLOWED,
    /** The key is good, but may not act as the user that the request names. */
    IMPERSONATION_DENIED,
    /** The key is good, but holds less now than when the request was permitted, which is under way. */
    PERMISSIONS_REDUCED,
    /** No connection to the key service could be made, or it broke before the answer. */
    KEY_SERVICE_UNAVAILABLE,
    /** The key service did not answer in time. */
    KEY_SERVICE_TIMEOUT,
    /** The key service answered with an error, or with something that is no answer to the question. */
    KEY_SERVICE_FAILED,
    /** The gateway did not ask because the questions before this one have failed. */
    KEY_SERVICE_CIRCUIT_OPEN,
    /** The key service does not accept the gateway's own credential. */
    GATEWAY_CREDENTIAL_REFUSED,
    /** Every answer of the key service was older than a change to the key, as often as the gateway may ask. */
    VERIFICATION_STALE,
    /** More keys wait for the key service than the gateway lets wait. */
    VERIFICATION_QUEUE_FULL,
    /** More requests wait for the verification of this one key than the gateway lets wait. */
    KEY_WAITERS_FULL;

    /** Returns true if the key itself was refused, for which the client's address is rate limited. */
    public boolean blamesKey() {
        return this == MISSING || this == MALFORMED || this == INVALID || this == EXPIRED;
    }
}
