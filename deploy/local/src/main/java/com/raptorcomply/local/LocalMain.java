package com.raptorcomply.local;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.local.step.LocalRunException;
import picocli.CommandLine;

/** Implements {@code deploy/local/up}. */
public final class LocalMain {
    private static final int EXIT_FAILURE = 1;

    private LocalMain() {}

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new UpCommand());
        command.setParameterExceptionHandler(new OneSentence());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr()
                    .println("error: "
                            + (failure instanceof LocalRunException
                                    ? failure.getMessage()
                                    : FailureReason.of(failure)));
            return EXIT_FAILURE;
        });
        int status = command.execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
