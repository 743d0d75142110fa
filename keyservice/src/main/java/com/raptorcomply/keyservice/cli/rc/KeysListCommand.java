package com.raptorcomply.keyservice.cli.rc;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", showDefaultValues = true, description = "Lists keys, newest first.")
final class KeysListCommand extends RcCommand {
    @Option(names = "--status", paramLabel = "STATUS", description = "active, expired or revoked")
    private @Nullable String status;

    @Option(names = "--search", paramLabel = "WORDS", description = "Words, or their beginnings, of the name")
    private @Nullable String search;

    @Option(names = "--unused-days", paramLabel = "DAYS", description = "Neither created nor used for so many days")
    private @Nullable Integer unusedDays;

    @Option(names = "--expiring-days", paramLabel = "DAYS", description = "Ends within so many days")
    private @Nullable Integer expiringDays;

    @Option(names = "--organization", paramLabel = "ID", description = "The organization, for a platform admin")
    private @Nullable String organization;

    @Option(names = "--most", paramLabel = "N", defaultValue = "1000", description = "The most keys to list")
    private int most;

    KeysListCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        String query = Query.of("/api-keys")
                .and("status", status)
                .and("q", search)
                .and("unusedDays", unusedDays)
                .and("expiringDays", expiringDays)
                .and("organizationId", organization)
                .pages(most)
                .toString();
        print(connect().list(query, most), "id", "name", "kind", "status", "role", "lastUsedAt", "expiresAt");
        return ExitStatus.DONE;
    }
}
