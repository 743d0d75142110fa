package com.raptorcomply.keyservice.cli.rc;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "use", description = "Uses a context from now on.")
final class ContextUseCommand extends RcCommand {
    @Parameters(paramLabel = "NAME", description = "The name of the context")
    private String name = "";

    ContextUseCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        contexts().use(name);
        return ExitStatus.DONE;
    }
}
