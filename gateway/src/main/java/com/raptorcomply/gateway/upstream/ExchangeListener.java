package com.raptorcomply.gateway.upstream;

import org.jspecify.annotations.Nullable;

/** Is told when an exchange is answered and, once, how it ended; on its event loop. */
public interface ExchangeListener {

    /**
     * The head of the upstream's answer is about to be given to the client, which has seen nothing of it yet.
     *
     * @param missingPermission for want of which the upstream refused the request with 403; null if it did not say
     */
    void onResponseStart(int status, @Nullable String missingPermission);

    /** Called when the complete response was sent to the client. */
    void onResponseEnd(int status, long responseBytes);

    /**
     * Called when there is no complete response.
     *
     * @param responseBegun true if the client has received a part of the response; if false, the listener must still
     *     send one
     */
    void onFailure(Failure failure, @Nullable Throwable cause, boolean responseBegun);
}
