package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Creates an organization. Only a platform admin may.")
final class OrganizationsCreateCommand extends RcCommand {
    @Option(names = "--name", paramLabel = "NAME", required = true, description = "The name of the company")
    private String name = "";

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "The time zone of its dates, such as America/Chicago")
    private @Nullable String timeZone;

    OrganizationsCreateCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        JsonObject wanted = new JsonObject().put("name", name);
        if (timeZone != null) {
            wanted.put("timeZone", timeZone);
        }
        print(connect().post("/organizations", wanted).object(), "id", "name", "status", "timeZone");
        return ExitStatus.DONE;
    }
}
