package com.raptorcomply.gateway.upstream;

import org.jspecify.annotations.Nullable;

/** Receives the start of an exchange's response, and once its end. Called on its event loop. */
public interface ExchangeListener {

    /**
     * Called before the head of the upstream's response is sent to the client.
     *
     * @param missingPermission the permission that the upstream names in its 403; null if it names none
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
