package com.raptorcomply.keyservice.cli.rc;

import java.io.Console;
import picocli.CommandLine.Option;

/** Asks before what cannot be undone. */
final class Confirmation {
    @Option(names = "--yes", description = "Does not ask")
    private boolean yes;

    /** @throws RcException if the answer is not yes, or if there is nobody to ask */
    void require(String question) {
        if (yes) {
            return;
        }
        Console terminal = Terminal.find();
        if (terminal == null) {
            throw new RcException(ExitStatus.WRONG, "there is no terminal to ask at; --yes does it without asking");
        }
        if (!"yes".equals(terminal.readLine("%s (yes/no) ", question))) {
            throw new RcException(ExitStatus.FAILED, "nothing was done");
        }
    }
}
