package com.raptorcomply.bench.services;

import com.raptorcomply.local.OneSentence;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Implements {@code deploy/bench/services}: one sub-command per subject. */
@Command(
        name = "deploy/bench/services",
        description = "Measures the services, each a process of its own, with a PostgreSQL server started for it.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysCommand.class, ResourcesCommand.class, ScaleCommand.class, StartCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Main());
        command.setParameterExceptionHandler(new OneSentence());
        System.exit(command.execute(arguments));
    }
}
