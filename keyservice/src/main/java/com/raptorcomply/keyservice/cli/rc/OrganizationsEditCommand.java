package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        showDefaultValues = true,
        description = "Changes the settings of an organization, among them the rules for its keys.")
final class OrganizationsEditCommand extends RcCommand {
    private static final String NONE = "none";

    @Parameters(paramLabel = "ID", description = "The id of the organization")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The name of the company")
    private @Nullable String name;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "The time zone of its dates, such as America/Chicago")
    private @Nullable String timeZone;

    @Option(names = "--max-key-days", paramLabel = "DAYS", description = "The longest life of a key, or none")
    private @Nullable String lifetimeDays;

    @Option(
            names = "--revoke-unused-days",
            paramLabel = "DAYS",
            description = "Revokes keys unused for so long, or none")
    private @Nullable String unusedDays;

    @Mixin
    private final Wait wait = new Wait();

    OrganizationsEditCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        String path = Ids.path("/organizations", id, "rc organizations list");
        JsonObject change = change();
        if (change.isEmpty()) {
            throw new RcException(ExitStatus.WRONG, "there is nothing to change; see rc organizations edit --help");
        }
        Connection connection = connect();
        Connection.Answer changed = connection.patch(path, change, Optional.empty(), wait.preferSeconds());
        return finish(
                connection,
                changed,
                wait.seconds(),
                "id",
                "name",
                "status",
                "timeZone",
                "keyPolicy.maxLifetimeDays",
                "keyPolicy.revokeUnusedAfterDays");
    }

    private JsonObject change() {
        JsonObject change = new JsonObject();
        JsonObject policy = new JsonObject();
        if (name != null) {
            change.put("name", name);
        }
        if (timeZone != null) {
            change.put("timeZone", timeZone);
        }
        if (lifetimeDays != null) {
            policy.put("maxLifetimeDays", days("--max-key-days", lifetimeDays));
        }
        if (unusedDays != null) {
            policy.put("revokeUnusedAfterDays", days("--revoke-unused-days", unusedDays));
        }
        return policy.isEmpty() ? change : change.put("keyPolicy", policy);
    }

    /** Returns null for none. */
    private static @Nullable Integer days(String option, String text) {
        try {
            return text.equals(NONE) ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new RcException(ExitStatus.WRONG, option + " must be a number of days or none");
        }
    }
}
