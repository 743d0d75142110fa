package com.raptorcomply.local.life;

/** The state of a request's key, as far as it is known when the request is sent. */
enum Expected {
    /** The key is good from before the request was sent until after its response came. */
    SERVED,
    /** The receipt of the key's revocation came before the request was sent. */
    REFUSED;

    /** The verdict on a response. */
    enum Verdict {
        RIGHT,
        /** No answer to the question who is calling: 5xx, or no response at all. */
        FAILED,
        /** A revoked key was served, a good one was refused, or a response is none that this request can have. */
        WRONG
    }

    /** @param status of the response; 0 if there is none */
    Verdict judge(int status) {
        if (status == 0 || status >= 500) {
            return Verdict.FAILED;
        }
        boolean right = this == SERVED ? status >= 200 && status < 300 : status == 401;
        return right ? Verdict.RIGHT : Verdict.WRONG;
    }
}
