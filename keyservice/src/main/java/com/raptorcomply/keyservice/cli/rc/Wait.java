package com.raptorcomply.keyservice.cli.rc;

import picocli.CommandLine.Option;

/** The time that a command waits until every gateway knows a change. */
final class Wait {
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "The longest wait for the receipt")
    private int seconds;

    int seconds() {
        return seconds;
    }

    /** Returns the part of the wait that the gateway does within the request. */
    int preferSeconds() {
        return KeyPath.preferSeconds(seconds);
    }
}
