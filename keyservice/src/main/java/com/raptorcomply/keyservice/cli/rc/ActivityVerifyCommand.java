package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        showDefaultValues = true,
        description = {
            "Computes the chain of the activity log of compliance data again, and prints its head as a checkpoint.",
            "Keep the checkpoint outside of the service, and give it to the next run: a log that was replaced does not fit to it."
        })
final class ActivityVerifyCommand extends RcCommand {
    private static final String CONTINUES = "continues";

    /** The most requests, each of which verifies 20,000 links. */
    private static final int PORTIONS_MAX = 100_000;

    @Option(names = "--sequence", paramLabel = "N", description = "The sequence of a checkpoint")
    private @Nullable Long sequence;

    @Option(names = "--hash", paramLabel = "HASH", description = "The hash of that checkpoint")
    private @Nullable String hash;

    ActivityVerifyCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        if ((sequence == null) != (hash == null)) {
            throw new RcException(ExitStatus.WRONG, "--sequence and --hash are a checkpoint only together");
        }
        Connection connection = connect();
        JsonObject state =
                new JsonObject().put("sequence", sequence).put("hash", hash).put("state", CONTINUES);
        long entries = 0;
        for (int portion = 0; portion < PORTIONS_MAX && CONTINUES.equals(state.getString("state")); portion++) {
            String query = Query.of("/activity/verify")
                    .and("sequence", state.getLong("sequence"))
                    .and("hash", state.getString("hash"))
                    .toString();
            state = connection.get(query).object();
            entries += state.getLong("entries");
        }
        state.put("entries", entries);
        print(state, "state", "sequence", "hash", "entries", "broken");
        return "holds".equals(state.getString("state")) ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
