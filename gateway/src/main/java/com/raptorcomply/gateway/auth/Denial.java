package com.raptorcomply.gateway.auth;

/** Why a request does not pass. Each constant is one cause, and its name is the reason in logs, metrics and traces. */
public enum Denial implements Decision {
    /** The request brought no key. */
    MISSING,
    /** The text that the request brought cannot be one key, which anybody can see. */
    MALFORMED,
    /** The key is not known or was revoked: clients are not told which. */
    INVALID,
    /** The key's time is over. */
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

    /** Whether the key itself was refused, which is charged to the client's address. */
    public boolean blamesKey() {
        return this == MISSING || this == MALFORMED || this == INVALID || this == EXPIRED;
    }
}
