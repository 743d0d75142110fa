package com.raptorcomply.gateway.upstream;

import org.jspecify.annotations.Nullable;

/** Is told when an exchange is answered and, once, how it ended; on its event loop. */
public interface ExchangeListener {

    /**
     * The head of the upstream's answer is about to be given to the client, which has seen nothing of it yet.
     *
     * @param missingPermission for want of which the upstream refused the request with 403; null if it did not say
     */
    void answering(int status, @Nullable String missingPermission);

    /** The whole answer was given to the client. */
    void answered(int status, long responseBytes);

    /**
     * There is no whole answer.
     *
     * @param cause null when nothing was thrown
     * @param answerBegun whether the client has seen a part of it; if not, the listener still has to answer
     */
    void failed(Failure failure, @Nullable Throwable cause, boolean answerBegun);
}
