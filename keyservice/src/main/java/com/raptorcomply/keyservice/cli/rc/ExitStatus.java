package com.raptorcomply.keyservice.cli.rc;

/** The exit statuses of {@code rc}, on which scripts branch. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int WRONG = 2;

    /** The key is not valid, or may not do this. */
    static final int REFUSED = 3;

    static final int NOT_FOUND = 4;

    /** It is under way and did not end in time: run it again. */
    static final int PENDING = 5;

    private ExitStatus() {}
}
