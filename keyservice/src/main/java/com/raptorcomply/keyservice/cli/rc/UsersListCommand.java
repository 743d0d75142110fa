package com.raptorcomply.keyservice.cli.rc;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", showDefaultValues = true, description = "Lists users, oldest first.")
final class UsersListCommand extends RcCommand {
    @Option(names = "--role", paramLabel = "ROLE", description = "platform_admin, org_admin or user")
    private @Nullable String role;

    @Option(names = "--status", paramLabel = "STATUS", description = "active or disabled")
    private @Nullable String status;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "The e-mail address")
    private @Nullable String email;

    @Option(names = "--organization", paramLabel = "ID", description = "The organization, for a platform admin")
    private @Nullable String organization;

    @Option(names = "--most", paramLabel = "N", defaultValue = "1000", description = "The most users to list")
    private int most;

    UsersListCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        String query = Query.of("/users")
                .and("role", role)
                .and("status", status)
                .and("email", email)
                .and("organizationId", organization)
                .pages(most)
                .toString();
        print(connect().list(query, most), "id", "email", "name", "role", "status", "createdAt");
        return ExitStatus.DONE;
    }
}
