package com.raptorcomply.keyservice.cli;

import com.raptorcomply.chassis.command.DatabaseCommand;
import com.raptorcomply.chassis.command.Operator;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import picocli.CommandLine.Command;

@Command(
        name = NewEpochCommand.NAME,
        description =
                "Makes gateways forget what they have cached: after a restore or a fail-over. Needs the password of"
                        + " the database's owner.")
final class NewEpochCommand extends DatabaseCommand {
    static final String NAME = "new-epoch";

    NewEpochCommand(Operator operator) {
        super(operator);
    }

    @Override
    protected PostgresConfig role(PostgresConfig database) {
        return database.asOwner();
    }

    @Override
    protected Future<Integer> work(Pool owner) {
        return ChangeLog.renewEpoch(owner).map(epoch -> {
            out().println("The log of changes is in epoch " + epoch + " now.");
            out().println("Gateways drop what they have cached, and join again; no key was changed.");
            return 0;
        });
    }
}
