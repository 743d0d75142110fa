package com.raptorcomply.keyservice.cli;

import com.raptorcomply.chassis.command.DatabaseCommand;
import com.raptorcomply.chassis.command.Operator;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.keyservice.user.FirstAdmin;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = FirstAdminCommand.NAME,
        showDefaultValues = true,
        description = "Prints a one-time link by which the first platform admin chooses a password.")
final class FirstAdminCommand extends DatabaseCommand {
    static final String NAME = "first-admin";

    @Option(names = "--email", paramLabel = "ADDRESS", required = true, description = "The e-mail address of the admin")
    private String email = "";

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            defaultValue = "Operations",
            description = "The organization that is made for the admin")
    private String organization = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The public address of the key service; its own port on this machine if absent")
    private String url = "http://127.0.0.1:" + ServiceName.KEYSERVICE.publicPort();

    FirstAdminCommand(Operator operator) {
        super(operator);
    }

    @Override
    protected Future<Integer> work(Pool pool) {
        return new FirstAdmin(pool).invite(email, organization).map(token -> {
            out().println("Open this link within seven days to choose a password. It works once:");
            // The token is in the fragment, because browsers do not send fragments and servers do not log them.
            out().println(url + "/admin/invitation#" + token.reveal());
            return 0;
        });
    }
}
