package com.raptorcomply.local;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Reports a error command line in one sentence, because picocli would print its whole help. */
public final class OneSentence implements IParameterExceptionHandler {
    private static final int EXIT_USAGE = 2;

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine line = error.getCommandLine();
        line.getErr().println("error: " + error.getMessage() + "; see " + line.getCommandName() + " --help");
        return EXIT_USAGE;
    }
}
