package com.raptorcomply.local;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Refuses a wrong command line in one sentence, where picocli would print its whole help. */
public final class OneSentence implements IParameterExceptionHandler {
    private static final int WRONG = 2;

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        line.getErr()
                .println("error: " + wrong.getMessage() + "; " + line.getCommandName() + " --help shows what there is");
        return WRONG;
    }
}
