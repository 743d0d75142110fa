package com.raptorcomply.keyservice.cli.rc;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", showDefaultValues = true, description = "Lists the organizations that the key may see.")
final class OrganizationsListCommand extends RcCommand {
    @Option(names = "--most", paramLabel = "N", defaultValue = "1000", description = "The most organizations to list")
    private int most;

    OrganizationsListCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        print(
                connect().list("/organizations", most),
                "id",
                "name",
                "status",
                "timeZone",
                "keyPolicy.maxLifetimeDays",
                "keyPolicy.revokeUnusedAfterDays");
        return ExitStatus.DONE;
    }
}
