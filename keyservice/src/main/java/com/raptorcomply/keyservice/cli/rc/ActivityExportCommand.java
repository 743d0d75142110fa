package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description =
                "Writes the activity log of compliance data with its chain to a file, one JSON object in each line.")
final class ActivityExportCommand extends RcCommand {
    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file, which only you may read")
    private Path file = Path.of("");

    ActivityExportCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        connect().download("/activity/export", file);
        print(new JsonObject().put("file", file.toString()), "file");
        return ExitStatus.DONE;
    }
}
