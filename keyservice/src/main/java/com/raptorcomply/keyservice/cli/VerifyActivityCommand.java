package com.raptorcomply.keyservice.cli;

import com.raptorcomply.chassis.command.DatabaseCommand;
import com.raptorcomply.chassis.command.Operator;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.keyservice.activity.ActivityLog;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import picocli.CommandLine.Command;

@Command(
        name = VerifyActivityCommand.NAME,
        description = "Recomputes every hash chain of the activity log; status 1 if one does not hold.")
final class VerifyActivityCommand extends DatabaseCommand {
    static final String NAME = "verify-activity";

    VerifyActivityCommand(Operator operator) {
        super(operator);
    }

    /** A verification must not change what it verifies. */
    @Override
    protected Future<Void> prepare(Postgres service, String migrations) {
        return service.requireMigrated(migrations);
    }

    @Override
    protected Future<Integer> work(Pool pool) {
        return ActivityLog.verify(pool).map(broken -> {
            broken.forEach(link ->
                    err().println("Broken: organization " + link.organizationId() + ", entry " + link.sequence()));
            if (broken.isEmpty()) {
                out().println("Every chain holds");
            }
            return broken.isEmpty() ? 0 : 1;
        });
    }
}
