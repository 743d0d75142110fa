package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = "Prints why a request of your organization was refused, by the X-Request-Id of its response.")
final class WhyCommand extends RcCommand {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    @Parameters(paramLabel = "REQUEST", description = "The id of the request")
    private String requestId = "";

    WhyCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        if (!REQUEST_ID.matcher(requestId).matches()) {
            throw new RcException(ExitStatus.WRONG, "'" + requestId + "' is not the id of a request");
        }
        JsonObject trace = connect().get("/traces/" + requestId).object();
        print(trace, trace.fieldNames().toArray(String[]::new));
        return ExitStatus.DONE;
    }
}
