package com.raptorcomply.keyservice.cli.rc;

import picocli.CommandLine.Command;

@Command(name = "template", description = "Prints the first line of a CSV file of cyber assets.")
final class DataTemplateCommand extends RcCommand {
    DataTemplateCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        out().println(connect().get("/cyber-assets/import/template").body().strip());
        return ExitStatus.DONE;
    }
}
