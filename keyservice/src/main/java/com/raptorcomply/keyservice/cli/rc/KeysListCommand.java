package com.raptorcomply.keyservice.cli.rc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", showDefaultValues = true, description = "Lists keys, newest first.")
final class KeysListCommand extends RcCommand {
    private static final int PAGE_MAX = 100;

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
        Map<String, @Nullable Object> filters = new LinkedHashMap<>();
        filters.put("status", status);
        filters.put("q", search);
        filters.put("unusedDays", unusedDays);
        filters.put("expiringDays", expiringDays);
        filters.put("organizationId", organization);
        filters.put("limit", Math.max(1, Math.min(most, PAGE_MAX)));
        String query = filters.entrySet().stream()
                .filter(filter -> filter.getValue() != null)
                .map(filter -> filter.getKey() + "="
                        + URLEncoder.encode(String.valueOf(filter.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
        print(
                connect().list("/api-keys" + query, most),
                "id",
                "name",
                "kind",
                "status",
                "role",
                "lastUsedAt",
                "expiresAt");
        return ExitStatus.DONE;
    }
}
