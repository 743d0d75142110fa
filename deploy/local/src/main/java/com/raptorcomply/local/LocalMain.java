package com.raptorcomply.local;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.local.step.LocalRunException;
import picocli.CommandLine;

/** Entry point of {@code deploy/local/up}. */
public final class LocalMain {
    private static final int FAILED = 1;

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
            return FAILED;
        });
        int status = command.execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
