package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the contexts.")
final class ContextListCommand extends RcCommand {
    ContextListCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        JsonObject state = contexts().all();
        JsonArray shown = new JsonArray();
        state.getJsonObject("contexts")
                .forEach(entry -> shown.add(new JsonObject()
                        .put("name", entry.getKey())
                        .put("current", entry.getKey().equals(state.getString("current")))
                        .mergeIn((JsonObject) entry.getValue())));
        print(shown, "name", "current", "url", "keyFile");
        return ExitStatus.DONE;
    }
}
