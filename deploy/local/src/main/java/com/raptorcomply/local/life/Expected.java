package com.raptorcomply.local.life;

import com.raptorcomply.local.life.Caller.Answer;

/** The state of a request's key, as far as it is known when the request is sent. */
enum Expected {
    /** The key is good from before the request was sent until after its response came. */
    SERVED,
    /** The receipt of the key's revocation came before the request was sent. */
    REFUSED;

    private static final int UNAVAILABLE = 503;

    /** The verdict on a response. */
    enum Verdict {
        RIGHT,
        /**
         * 503 with Retry-After for a revoked key. It is not served, and the client may not be told 401 by a gateway that cannot
         * verify the key now: it learns that a key has changed, and verifies it at the next request.
         */
        UNVERIFIED,
        /** No answer to the question who is calling: 5xx, or no response at all. */
        FAILED,
        /** A revoked key was served, a good one was refused, or a response is none that this request can have. */
        WRONG
    }

    Verdict judge(Answer answer) {
        int status = answer.status();
        if (status == 0 || status >= 500) {
            boolean isHonest = this == REFUSED && status == UNAVAILABLE && answer.retryAfter();
            return isHonest ? Verdict.UNVERIFIED : Verdict.FAILED;
        }
        boolean right = this == SERVED ? status >= 200 && status < 300 : status == 401;
        return right ? Verdict.RIGHT : Verdict.WRONG;
    }
}
