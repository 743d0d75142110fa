package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        showDefaultValues = true,
        description = {
            "Makes a second secret of a key, writes it to a file that only you may read, to a Kubernetes Secret or to a command, waits"
                    + " until nobody has used the first one for a while, revokes that and prints the receipt.",
            "It can be ended and run again at any point, and goes on where it was."
        })
final class KeysRotateCommand extends RcCommand {
    private static final long POLL_MILLIS = 1_000;

    @Parameters(paramLabel = "ID", description = "The id of the key")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private TargetOptions targets = new TargetOptions();

    @Option(
            names = "--kubectl",
            paramLabel = "PROGRAM",
            defaultValue = "kubectl",
            description = "The program for Kubernetes")
    private String kubectl = "";

    @Option(
            names = "--quiet",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "How long nobody may have used the first secret; gateways report uses up to a minute late")
    private int quietSeconds;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "3600", description = "The longest wait for that")
    private int waitSeconds;

    KeysRotateCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        String path = KeyPath.of(id);
        SecretTarget target = targets.target(kubectl);
        Connection connection = connect();
        List<JsonObject> live = live(connection, path);
        if (live.size() > 1 && !target.has(live.get(1))) {
            discard(connection, path, live.get(1), target);
            live = live(connection, path);
        }
        if (live.isEmpty()) {
            throw new RcException(ExitStatus.FAILED, "the key has no valid secret");
        }
        if (live.size() == 1) {
            JsonObject made =
                    connection.post(path + "/secrets", new JsonObject()).object();
            target.put(made.getString("key"));
            err().println("The second secret is in " + target.words());
        }
        String first = live.get(0).getString("id");
        awaitQuiet(connection, path, first);
        JsonObject receipt = Receipt.await(
                connection,
                connection.delete(path + "/secrets/" + first, KeyPath.preferSeconds(waitSeconds)),
                waitSeconds);
        print(receipt, Receipt.MEMBERS);
        return Receipt.isEffective(receipt) ? ExitStatus.DONE : ExitStatus.PENDING;
    }

    /** Revokes a second secret that an earlier run has lost: made, but not written. One in use is not ours. */
    private void discard(Connection connection, String path, JsonObject second, SecretTarget target) {
        if (second.getString("lastUsedAt") != null) {
            throw new RcException(
                    ExitStatus.FAILED,
                    "the key has a second secret that is in use and not in " + target.words()
                            + "; revoke one of the two first");
        }
        connection.delete(path + "/secrets/" + second.getString("id"), KeyPath.preferSeconds(waitSeconds));
    }

    /** Returns the valid secrets, the oldest first. */
    private static List<JsonObject> live(Connection connection, String path) {
        return connection.get(path).object().getJsonArray("secrets").stream()
                .map(JsonObject.class::cast)
                .filter(secret -> "active".equals(secret.getString("status")))
                .sorted(Comparator.comparing(secret -> secret.getString("createdAt")))
                .toList();
    }

    /** Waits until the last use has not changed for long enough, by this machine's clock alone. */
    private void awaitQuiet(Connection connection, String path, String secret) {
        long begunNanos = System.nanoTime();
        long quietSinceNanos = begunNanos;
        String lastUse = "";
        while (System.nanoTime() - quietSinceNanos < TimeUnit.SECONDS.toNanos(quietSeconds)) {
            if (System.nanoTime() - begunNanos > TimeUnit.SECONDS.toNanos(waitSeconds)) {
                throw new RcException(
                        ExitStatus.PENDING, "the first secret was still used " + lastUse + "; run this again");
            }
            Pause.millis(POLL_MILLIS);
            String use = live(connection, path).stream()
                    .filter(each -> each.getString("id").equals(secret))
                    .map(each -> each.getString("lastUsedAt") + " by " + each.getString("lastUserAgent"))
                    .findFirst()
                    .orElse("");
            if (!Objects.equals(use, lastUse)) {
                quietSinceNanos = lastUse.isEmpty() ? quietSinceNanos : System.nanoTime();
                lastUse = use;
            }
        }
    }
}
