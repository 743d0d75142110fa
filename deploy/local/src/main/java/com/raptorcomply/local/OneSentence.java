package com.raptorcomply.local;

import com.raptorcomply.local.step.LocalRunException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reports a error command line in one sentence, because picocli would print its whole help. */
public final class OneSentence implements IParameterExceptionHandler {
    private static final int EXIT_USAGE = 2;

    /** Reports why a command cannot do its work in one sentence; anything unforeseen keeps its stack trace. */
    public static final class OfFailure implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception failure, CommandLine line, ParseResult arguments)
                throws Exception {
            if (!(failure instanceof LocalRunException)) {
                throw failure;
            }
            line.getErr().println("error: " + failure.getMessage());
            return 1;
        }
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine line = error.getCommandLine();
        line.getErr().println("error: " + error.getMessage() + "; see " + line.getCommandName() + " --help");
        return EXIT_USAGE;
    }
}
