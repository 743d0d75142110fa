package com.raptorcomply.keyservice.stamp;

/** What a presented stamp is worth. */
public sealed interface StampVerdict {

    /** Believe it, and nothing else in the request. */
    record Valid(Stamp stamp) implements StampVerdict {}

    /** Refuse the request with 401 and {@code WWW-Authenticate: TenantStamp error="…"}. */
    record Invalid(Reason reason) implements StampVerdict {}

    /** Fetch the keys again, then ask again; 503 if they cannot be had. */
    record UnknownKey(String kid) implements StampVerdict {}

    /** For the log and the meters. */
    enum Reason {
        /** Not a compact JWS with exactly the header and payload of a stamp. */
        MALFORMED,
        SIGNATURE,
        AUDIENCE,
        /** Past its end, or living longer than a stamp may. */
        EXPIRED,
        /** Issued in the future. */
        NOT_YET_VALID
    }
}
