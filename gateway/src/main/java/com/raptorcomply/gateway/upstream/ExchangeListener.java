package com.raptorcomply.gateway.upstream;

/** Is told once how an exchange ended, on its event loop. */
public interface ExchangeListener {

    /** The whole answer was given to the client. */
    void answered(int status, long responseBytes);

    /**
     * There is no whole answer.
     *
     * @param answerBegun whether the client has seen a part of it; if not, the listener still has to answer
     */
    void failed(Failure failure, boolean answerBegun);
}
