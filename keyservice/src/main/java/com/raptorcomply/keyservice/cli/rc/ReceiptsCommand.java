package com.raptorcomply.keyservice.cli.rc;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "receipts", showDefaultValues = true, description = "Lists the receipts of a key.")
final class ReceiptsCommand extends RcCommand {
    @Parameters(paramLabel = "ID", description = "The id of the key")
    private String id = "";

    @Option(names = "--most", paramLabel = "N", defaultValue = "1000", description = "The most receipts to list")
    private int most;

    ReceiptsCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        print(
                connect().list(KeyPath.of(id) + "/receipts", most),
                "id",
                "action",
                "status",
                "revokedAt",
                "effectiveAt",
                "elapsedMs",
                "requestedBy");
        return ExitStatus.DONE;
    }
}
