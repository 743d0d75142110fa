package com.raptorcomply.gateway.upstream;

/** Is told when an exchange is answered and, once, how it ended; on its event loop. */
public interface ExchangeListener {

    /** The head of an answer is about to be given to the client. */
    void answering();

    /** The service behind has refused the request for want of this permission; told before {@link #answered}. */
    default void permissionMissing(String permission) {}

    /** The whole answer was given to the client. */
    void answered(int status, long responseBytes);

    /**
     * There is no whole answer.
     *
     * @param answerBegun whether the client has seen a part of it; if not, the listener still has to answer
     */
    void failed(Failure failure, boolean answerBegun);
}
