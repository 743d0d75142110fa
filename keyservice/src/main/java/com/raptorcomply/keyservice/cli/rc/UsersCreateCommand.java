package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        showDefaultValues = true,
        description = {
            "Adds a user, and writes the token of their invitation to a file that only you may read. Nothing shows it again.",
            "With it they choose their password. Without --name, only an invitation is made."
        })
final class UsersCreateCommand extends RcCommand {
    @Option(names = "--email", paramLabel = "ADDRESS", required = true, description = "The e-mail address")
    private String email = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The name; without it the invited person tells it")
    private @Nullable String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "user",
            description = "user, org_admin or platform_admin")
    private String role = "";

    @Option(names = "--organization", paramLabel = "ID", description = "The organization, for a platform admin")
    private @Nullable String organization;

    @Option(names = "--token-out", paramLabel = "FILE", required = true, description = "The file for the token")
    private Path file = Path.of("");

    UsersCreateCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        JsonObject wanted = new JsonObject().put("email", email).put("role", role);
        if (organization != null) {
            wanted.put("organizationId", organization);
        }
        PrivateFile.requireWritable(file);
        JsonObject made;
        Object token;
        if (name == null) {
            made = connect().post("/invitations", wanted).object();
            token = made.remove("token");
        } else {
            made = connect().post("/users", wanted.put("name", name)).object();
            token = made.remove("invitationToken");
        }
        PrivateFile.write(file, String.valueOf(token));
        print(made, "id", "email", "role", "status");
        return ExitStatus.DONE;
    }
}
