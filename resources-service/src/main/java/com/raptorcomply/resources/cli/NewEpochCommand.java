package com.raptorcomply.resources.cli;

import com.raptorcomply.chassis.command.DatabaseCommand;
import com.raptorcomply.chassis.command.Operator;
import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import picocli.CommandLine.Command;

@Command(
        name = NewEpochCommand.NAME,
        description =
                "Makes clients with a copy of the data read it again: after a restore, or a fail-over that has lost"
                        + " changes. Needs the password of the database's owner.")
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
        return owner.query("SELECT begin_epoch()").execute().map(rows -> {
            String began = Timestamps.text(rows.iterator().next().getOffsetDateTime(0));
            out().println("The epoch of the data began at " + began + ".");
            out().println("Clients that ask for changes since an earlier time get 410, and read everything again.");
            return 0;
        });
    }
}
