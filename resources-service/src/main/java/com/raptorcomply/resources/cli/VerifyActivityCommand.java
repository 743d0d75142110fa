package com.raptorcomply.resources.cli;

import com.raptorcomply.chassis.command.DatabaseCommand;
import com.raptorcomply.chassis.command.Operator;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.resources.activity.ActivityVerifier;
import com.raptorcomply.resources.activity.ActivityVerifier.Result;
import com.raptorcomply.resources.activity.Checkpoint;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = VerifyActivityCommand.NAME,
        description =
                "Recomputes every hash chain of the activity log; status 1 if one does not hold. Needs the password"
                        + " of the database's owner.")
final class VerifyActivityCommand extends DatabaseCommand {
    static final String NAME = "verify-activity";

    private static final long PROGRESS_LINKS = 100_000;

    @Option(names = "--organization", paramLabel = "ID", description = "Verifies only this organization")
    private @Nullable UUID organization;

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description = "Goes on from the positions in this file, and stores the new ones there")
    private @Nullable Path file;

    private long broken;
    private long chains;
    private long reported;

    VerifyActivityCommand(Operator operator) {
        super(operator);
    }

    /** The owner may list the organizations. */
    @Override
    protected PostgresConfig role(PostgresConfig database) {
        return database.asOwner();
    }

    /** A verification must not change what it verifies. */
    @Override
    protected Future<Void> prepare(Postgres service, String migrations) {
        return service.requireMigrated(migrations);
    }

    @Override
    protected Future<Integer> work(Pool owner) {
        CheckpointFile checkpoints = CheckpointFile.read(file);
        boolean isWhole = checkpoints.organizations().isEmpty();
        ActivityVerifier verifier = new ActivityVerifier(owner);
        return organizations(owner, checkpoints)
                .compose(all -> each(verifier, checkpoints, all.iterator()))
                .map(done -> {
                    if (broken == 0) {
                        out().println(
                                        isWhole
                                                ? "Every chain holds: " + chains
                                                : "Every chain holds from its checkpoint on: " + chains
                                                        + ". Without --checkpoints, the links before are verified, too");
                    }
                    return broken == 0 ? 0 : 1;
                });
    }

    /** Returns those that have a chain, and those of the file, whose chain may have disappeared as a whole. */
    private Future<Set<UUID>> organizations(Pool owner, CheckpointFile checkpoints) {
        UUID only = organization;
        if (only != null) {
            return Future.succeededFuture(Set.of(only));
        }
        return ActivityVerifier.organizations(owner).map(found -> {
            Set<UUID> all = new TreeSet<>(checkpoints.organizations());
            all.addAll(found);
            return all;
        });
    }

    private Future<Void> each(ActivityVerifier verifier, CheckpointFile checkpoints, Iterator<UUID> rest) {
        if (!rest.hasNext()) {
            checkpoints.store();
            return Future.succeededFuture();
        }
        reported = 0;
        return verifier.verify(checkpoints.of(rest.next()), at -> progress(checkpoints, at))
                .compose(result -> {
                    report(result);
                    return each(verifier, checkpoints, rest);
                });
    }

    private void progress(CheckpointFile checkpoints, Checkpoint at) {
        checkpoints.put(at);
        if (at.sequence() / PROGRESS_LINKS > reported) {
            reported = at.sequence() / PROGRESS_LINKS;
            checkpoints.store();
            out().println("Organization " + at.organization() + ": " + at.sequence() + " links, " + at.entries()
                    + " entries hold so far");
        }
    }

    private void report(Result result) {
        chains++;
        if (result.broken() != null) {
            broken++;
            err().println("Broken: organization " + result.verified().organization() + ", link " + result.broken());
        }
    }
}
