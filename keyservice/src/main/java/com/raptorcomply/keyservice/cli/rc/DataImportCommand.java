package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Adds the cyber assets of a CSV file to a cyber system, all or none. Begin with --dry-run, which checks the file only.",
            "The first line names the columns; rc data template writes it."
        })
final class DataImportCommand extends RcCommand {
    @Parameters(paramLabel = "FILE", description = "The CSV file")
    private Path file = Path.of("");

    @Option(names = "--system", paramLabel = "ID", required = true, description = "The id of the cyber system")
    private String system = "";

    @Option(names = "--update", description = "Updates the assets whose assetTag is in the file, and adds the others")
    private boolean update;

    @Option(names = "--dry-run", description = "Checks the file and stores nothing")
    private boolean dryRun;

    DataImportCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        String path = Query.of(Ids.path("/cyber-systems", system, "the compliance data") + "/cyber-assets/import")
                .and("mode", update ? "upsert" : null)
                .and("dryRun", dryRun ? true : null)
                .toString();
        long bytes = size();
        Connection.Answer answer;
        try (Progress progress = progress(bytes)) {
            answer = connect().upload(path, new FormFile(file, bytes, progress));
        }
        showErrors(answer);
        JsonObject report = Connection.check(answer).object();
        print(report, report.fieldNames().toArray(String[]::new));
        return ExitStatus.DONE;
    }

    private long size() {
        if (Files.isDirectory(file)) {
            throw new RcException(ExitStatus.WRONG, file + " is a directory");
        }
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new RcException(ExitStatus.WRONG, file + " cannot be read");
        }
    }

    /** Prints the faults of a refused file by row and column; the sentence of the refusal follows. */
    private void showErrors(Connection.Answer answer) {
        try {
            JsonObject report = answer.object().getJsonObject("report", new JsonObject());
            JsonArray errors = report.getJsonArray("errors", new JsonArray());
            if (!errors.isEmpty()) {
                print(errors, "row", "column", "code", "message", "currentValue");
            }
        } catch (DecodeException | ClassCastException noReport) {
            // The response is no report, and its sentence follows.
        }
    }
}
