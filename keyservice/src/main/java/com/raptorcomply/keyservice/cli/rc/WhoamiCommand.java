package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

@Command(name = "whoami", description = "Prints what the key in use is and may do.")
final class WhoamiCommand extends RcCommand {
    WhoamiCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        JsonObject key = connect().get("/validate").object();
        print(key, key.fieldNames().toArray(String[]::new));
        return ExitStatus.DONE;
    }
}
