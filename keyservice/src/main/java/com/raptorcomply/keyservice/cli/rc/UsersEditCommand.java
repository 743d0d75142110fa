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
        description =
                "Changes a user: name, role, or whether they are active. A disabled user and their keys are refused.")
final class UsersEditCommand extends RcCommand {
    @Parameters(paramLabel = "ID", description = "The id of the user")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The name that people see")
    private @Nullable String name;

    @Option(names = "--role", paramLabel = "ROLE", description = "user, org_admin or platform_admin")
    private @Nullable String role;

    @Option(names = "--status", paramLabel = "STATUS", description = "active or disabled")
    private @Nullable String status;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final Wait wait = new Wait();

    UsersEditCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        String path = Ids.path("/users", id, "rc users list");
        JsonObject change = new JsonObject();
        if (name != null) {
            change.put("name", name);
        }
        if (role != null) {
            change.put("role", role);
        }
        if (status != null) {
            change.put("status", status);
        }
        if (change.isEmpty()) {
            throw new RcException(ExitStatus.WRONG, "there is nothing to change; see rc users edit --help");
        }
        Connection connection = connect();
        if (role != null || status != null) {
            String email = connection.get(path).object().getString("email");
            confirmation.require("Change what " + email + " may do?");
        }
        Connection.Answer changed = connection.patch(path, change, Optional.empty(), wait.preferSeconds());
        return finish(connection, changed, wait.seconds(), "id", "email", "name", "role", "status");
    }
}
