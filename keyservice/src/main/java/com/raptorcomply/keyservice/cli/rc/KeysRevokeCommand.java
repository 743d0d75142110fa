package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.io.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        showDefaultValues = true,
        description = "Revokes a key for ever, and prints the receipt once no gateway can accept it any more.")
final class KeysRevokeCommand extends RcCommand {
    @Parameters(paramLabel = "ID", description = "The id of the key")
    private String id = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "The longest wait for the receipt")
    private int waitSeconds;

    @Option(names = "--yes", description = "Does not ask")
    private boolean yes;

    KeysRevokeCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        Connection connection = connect();
        String path = KeyPath.of(id);
        if (!yes) {
            confirm(connection.get(path).object().getString("name"));
        }
        JsonObject receipt =
                Receipt.await(connection, connection.delete(path, KeyPath.preferSeconds(waitSeconds)), waitSeconds);
        print(receipt, Receipt.MEMBERS);
        return Receipt.isEffective(receipt) ? ExitStatus.DONE : ExitStatus.PENDING;
    }

    private void confirm(String name) {
        Console terminal = Terminal.find();
        if (terminal == null) {
            throw new RcException(ExitStatus.WRONG, "there is no terminal to ask at; --yes revokes without asking");
        }
        String answer = terminal.readLine("Revoke '%s' for ever? (yes/no) ", name);
        if (!"yes".equals(answer)) {
            throw new RcException(ExitStatus.FAILED, "nothing was revoked");
        }
    }
}
