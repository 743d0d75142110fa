package com.raptorcomply.gateway.decision;

/** Why a request does not pass. */
public enum Denial implements Decision {
    /** It brought no key. */
    MISSING,
    /** What it brought cannot be one key, which anybody can see. */
    MALFORMED,
    /** What it brought is not known or was revoked: clients are not told which. */
    INVALID,
    /** The key's time is over. */
    EXPIRED,
    /** The key may not be used from this address. */
    NETWORK,
    /** The key is good, but may not act as the user that the request names. */
    ACTING,
    /** The key is good, but holds less now than when the request was permitted, which is under way. */
    NARROWED,
    /** Nobody can tell now whether the key is good; never to be answered with 401. */
    UNDECIDABLE,
    /** More keys wait for the key service than the gateway lets wait. */
    OVERLOADED;

    /** Whether the key itself was refused, which is charged to the client's address. */
    public boolean blamesKey() {
        return this == MISSING || this == MALFORMED || this == INVALID || this == EXPIRED;
    }
}
