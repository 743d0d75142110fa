package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "revoke-unused",
        showDefaultValues = true,
        description = {
            "Revokes for ever the active keys that were neither created nor used for so many days, each with its receipt.",
            "Begin with --dry-run, which lists them. A key that is used meanwhile is left alone."
        })
final class KeysRevokeUnusedCommand extends RcCommand {
    private static final String[] KEY = {"id", "name", "kind", "role", "lastUsedAt", "createdAt"};

    @Option(names = "--days", paramLabel = "DAYS", required = true, description = "Unused for so many days, 1 to 3650")
    private int days;

    @Option(names = "--search", paramLabel = "WORDS", description = "Words, or their beginnings, of the name")
    private @Nullable String search;

    @Option(names = "--organization", paramLabel = "ID", description = "The organization, for a platform admin")
    private @Nullable String organization;

    @Option(names = "--most", paramLabel = "N", defaultValue = "100", description = "The most keys to revoke at once")
    private int most;

    @Option(names = "--dry-run", description = "Lists the keys and revokes none")
    private boolean dryRun;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final Wait wait = new Wait();

    KeysRevokeUnusedCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        Connection connection = connect();
        String unused = Query.of("/api-keys")
                .and("unusedDays", days)
                .and("q", search)
                .and("organizationId", organization)
                .pages(most)
                .toString();
        JsonArray keys = connection.list(unused, most);
        if (dryRun || keys.isEmpty()) {
            print(keys, KEY);
            return ExitStatus.DONE;
        }
        if (!isJson()) {
            table().print(keys, KEY);
        }
        confirmation.require("Revoke these " + keys.size() + " keys for ever?");
        JsonArray receipts = revoke(connection, keys);
        print(receipts, "keyId", "status", "effectiveAt", "elapsedMs", "id");
        return receipts.stream().map(JsonObject.class::cast).allMatch(Receipt::isEffective)
                ? ExitStatus.DONE
                : ExitStatus.PENDING;
    }

    /** Revokes one after the other. A failure leaves the rest for another run. */
    private JsonArray revoke(Connection connection, JsonArray keys) {
        JsonArray receipts = new JsonArray();
        try (Progress progress = progress(keys.size())) {
            for (int i = 0; i < keys.size(); i++) {
                JsonObject key = keys.getJsonObject(i);
                String path = KeyPath.of(key.getString("id"));
                if (isStillUnused(connection, path, key)) {
                    Connection.Answer revoked = connection.delete(path, wait.preferSeconds());
                    receipts.add(Receipt.await(connection, revoked, wait.seconds()));
                } else {
                    err().println("left alone, because it is used again: " + key.getString("id"));
                }
                progress.reach(i + 1L);
            }
        }
        return receipts;
    }

    private static boolean isStillUnused(Connection connection, String path, JsonObject key) {
        JsonObject now = connection.get(path).object();
        return Objects.equals(now.getString("lastUsedAt"), key.getString("lastUsedAt"));
    }
}
