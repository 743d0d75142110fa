package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        showDefaultValues = true,
        description =
                "Changes a key. What no option names stays as it is. A change by somebody else meanwhile refuses it.")
final class KeysEditCommand extends RcCommand {
    private static final String NEVER = "never";
    private static final String ANY = "any";

    @Parameters(paramLabel = "ID", description = "The id of the key")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The name that people see")
    private @Nullable String name;

    @Option(names = "--role", paramLabel = "ROLE", description = "A role, in place of the permissions")
    private @Nullable String role;

    @Option(names = "--permission", paramLabel = "PERMISSION", description = "All permissions; repeat it for each")
    private List<String> permissions = List.of();

    @Option(names = "--expires", paramLabel = "TIME", description = "The end, such as 2027-01-31T12:00:00Z, or never")
    private @Nullable String expires;

    @Option(
            names = "--cidr",
            paramLabel = "NETWORK",
            description = "All networks that may use it, or any; repeat it for each")
    private List<String> networks = List.of();

    @Mixin
    private final Wait wait = new Wait();

    KeysEditCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        String path = KeyPath.of(id);
        JsonObject change = change();
        if (change.isEmpty()) {
            throw new RcException(ExitStatus.WRONG, "there is nothing to change; see rc keys edit --help");
        }
        Connection connection = connect();
        Connection.Answer before = connection.get(path);
        Connection.Answer changed = connection.patch(path, change, before.etag(), wait.preferSeconds());
        return finish(connection, changed, wait.seconds(), "id", "name", "kind", "status", "role", "expiresAt");
    }

    private JsonObject change() {
        JsonObject change = new JsonObject();
        if (name != null) {
            change.put("name", name);
        }
        if (role != null) {
            change.put("role", role);
        }
        if (!permissions.isEmpty()) {
            change.put("permissions", new JsonArray(List.copyOf(permissions)));
        }
        if (expires != null) {
            change.put("expiresAt", expires.equals(NEVER) ? null : expires);
        }
        if (!networks.isEmpty()) {
            change.put("allowedCidrs", networks.equals(List.of(ANY)) ? null : new JsonArray(List.copyOf(networks)));
        }
        return change;
    }
}
