package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        showDefaultValues = true,
        description = "Creates a key, and writes its secret to a file that only you may read. Nothing shows it again.")
final class KeysCreateCommand extends RcCommand {
    @Option(names = "--name", paramLabel = "NAME", required = true, description = "The name that people see")
    private String name = "";

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "organization", description = "organization or user")
    private String kind = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "A role, or else --permission")
    private @Nullable String role;

    @Option(names = "--permission", paramLabel = "PERMISSION", description = "A permission; may be repeated")
    private List<String> permissions = List.of();

    @Option(names = "--expires", paramLabel = "TIME", description = "The end, such as 2027-01-31T12:00:00Z")
    private @Nullable String expires;

    @Option(names = "--cidr", paramLabel = "NETWORK", description = "A network that may use it; may be repeated")
    private List<String> networks = List.of();

    @Option(names = "--key-out", paramLabel = "FILE", required = true, description = "The file for the secret")
    private Path file = Path.of("");

    KeysCreateCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        JsonObject wanted = new JsonObject().put("name", name).put("kind", kind);
        if (role != null) {
            wanted.put("role", role);
        }
        if (!permissions.isEmpty()) {
            wanted.put("permissions", new JsonArray(List.copyOf(permissions)));
        }
        if (expires != null) {
            wanted.put("expiresAt", expires);
        }
        if (!networks.isEmpty()) {
            wanted.put("allowedCidrs", new JsonArray(List.copyOf(networks)));
        }
        PrivateFile.requireUnused(file);
        JsonObject made = connect().post("/api-keys", wanted).object();
        PrivateFile.write(file, (String) made.remove("key"));
        print(made, "id", "name", "kind", "status", "role", "expiresAt");
        return ExitStatus.DONE;
    }
}
