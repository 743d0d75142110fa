package com.raptorcomply.keyservice.stamp;

import java.util.Locale;

/** The result of verifying a stamp. */
public sealed interface StampVerdict {

    /** The stamp is valid. The service trusts it, and nothing else in the request. */
    record Valid(Stamp stamp) implements StampVerdict {}

    /** The stamp is invalid. The service responds 401 with {@code WWW-Authenticate: TenantStamp error="…"}. */
    record Invalid(Reason reason) implements StampVerdict {}

    /**
     * The signing key is unknown. The service fetches the keys and verifies again, or responds 503 if it cannot fetch
     * them.
     */
    record UnknownKey(String kid) implements StampVerdict {}

    /** Names the failed check, for the log and the metrics. */
    enum Reason {
        /** Not a compact JWS with exactly the header and payload of a stamp. */
        MALFORMED,
        SIGNATURE,
        AUDIENCE,
        /** Expired, or valid for longer than a stamp may be. */
        EXPIRED,
        /** Issued in the future. */
        NOT_YET_VALID;

        /** Returns the name in the challenge of a response, such as {@code not_yet_valid}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
