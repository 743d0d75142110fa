package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "export", description = "Writes the cyber assets of a facility or a control center to a CSV file.")
final class DataExportCommand extends RcCommand {
    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @Option(names = "--low", description = "Only assets of low impact")
    private boolean low;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file, which only you may read")
    private Path file = Path.of("");

    /** Exactly one of them. */
    private static final class Place {
        @Option(names = "--facility", paramLabel = "ID", description = "The id of the facility")
        private @Nullable String facility;

        @Option(names = "--control-center", paramLabel = "ID", description = "The id of the control center")
        private @Nullable String controlCenter;

        String path() {
            String see = "the compliance data";
            return facility == null
                    ? Ids.path("/control-centers", String.valueOf(controlCenter), see)
                    : Ids.path("/facilities", facility, see);
        }
    }

    DataExportCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        connect().download(place.path() + "/cyber-assets/" + (low ? "export-low" : "export"), file);
        print(new JsonObject().put("file", file.toString()), "file");
        return ExitStatus.DONE;
    }
}
