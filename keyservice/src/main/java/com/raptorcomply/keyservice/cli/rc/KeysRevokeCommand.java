package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    KeysRevokeCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        Connection connection = connect();
        String path = KeyPath.of(id);
        confirmation.require("Revoke '" + connection.get(path).object().getString("name") + "' for ever?");
        JsonObject receipt =
                Receipt.await(connection, connection.delete(path, KeyPath.preferSeconds(waitSeconds)), waitSeconds);
        print(receipt, Receipt.MEMBERS);
        return Receipt.isEffective(receipt) ? ExitStatus.DONE : ExitStatus.PENDING;
    }
}
