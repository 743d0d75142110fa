package com.raptorcomply.local.life;

import com.raptorcomply.local.OneSentence;
import com.raptorcomply.local.directory.PrivateFile;
import com.raptorcomply.local.life.Expected.Verdict;
import com.raptorcomply.local.step.LocalRunException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Implements {@code deploy/life/traffic}. The exit status is 0 only if no answer was wrong. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        description = "Sends traffic to a fleet and judges each answer.")
public final class TrafficCommand implements Callable<Integer> {
    private static final int PAUSE_MILLIS = 200;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The fleet's directory")
    private Path directory = Path.of("");

    @Option(names = "--rate", defaultValue = "200", description = "Requests per second")
    private int rate;

    @Option(names = "--while", paramLabel = "FILE", description = "Ends when there is no such file any more")
    private @Nullable Path running;

    @Option(names = "--counts", paramLabel = "FILE", description = "Keeps the counts until now in this file")
    private @Nullable Path counts;

    @Option(names = "--check", description = "Sends no traffic: asks for what the ledger knows, once")
    private boolean check;

    @Option(names = "--unchecked", description = "Does not ask for everything at the end: nobody answers any more")
    private boolean unchecked;

    @Option(
            names = "--revoke-again",
            description = "Revokes what a restore has brought back, at a gateway that has no other clients yet")
    private boolean revokeAgain;

    @Option(
            names = "--restored",
            description = "With --check: what was answered after the backup may be gone, but no revocation")
    private boolean restored;

    @Spec
    private @Nullable CommandSpec spec;

    private final Tally tally = new Tally();

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new TrafficCommand());
        line.setParameterExceptionHandler(new OneSentence());
        line.setExecutionExceptionHandler(new OneSentence.OfFailure());
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> demo = new PrivateFile(directory.resolve("demo.env")).read();
        String gateway = revokeAgain ? gatewayItself() : demo.get("GATEWAY_URL");
        String admin = demo.get("ORG_A_ADMIN_KEY");
        if (gateway == null || admin == null || rate < 1) {
            throw new LocalRunException("There is no fleet in " + directory + ", or --rate is below 1");
        }
        Vertx vertx = Vertx.vertx();
        try {
            Caller caller = new Caller(vertx, URI.create(gateway), directory.resolve("tls/ca.pem"));
            Ledger ledger = Ledger.in(directory.resolve("ledger"));
            return run(vertx, new Traffic(vertx, caller, ledger, tally, admin), ledger);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private int run(Vertx vertx, Traffic traffic, Ledger ledger) throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (revokeAgain) {
            out.println("revoked again: " + onLoop(vertx, traffic::revokeAgain));
            return 0;
        }
        if (!check) {
            onLoop(vertx, () -> traffic.start(rate));
            send();
            onLoop(vertx, traffic::stop);
            out.print(tally);
        }
        if (!unchecked) {
            check(vertx, traffic, ledger, out);
        }
        out.println(tally.faults());
        out.printf("revoked keys not verified, 503 and Retry-After: %d%n", tally.count(Verdict.UNVERIFIED));
        out.printf(
                "failed requests: %d   wrong answers: %d%n", tally.count(Verdict.FAILED), tally.count(Verdict.WRONG));
        out.flush();
        return tally.count(Verdict.WRONG) == 0 ? 0 : 1;
    }

    private void check(Vertx vertx, Traffic traffic, Ledger ledger, PrintWriter out)
            throws InterruptedException, ExecutionException {
        Kept kept = new Kept(tally, restored);
        onLoop(vertx, () -> traffic.check(kept));
        out.print(kept);
        if (restored) {
            ledger.forget(kept.gone());
        }
    }

    private @Nullable String gatewayItself() {
        String port = new PrivateFile(directory.resolve("fleet.env")).read().get("GATEWAY_1");
        return port == null ? null : "https://127.0.0.1:" + port;
    }

    private void send() throws IOException, InterruptedException {
        Path file = running;
        if (file == null || !Files.exists(file)) {
            throw new LocalRunException("--while needs a file that exists");
        }
        while (Files.exists(file)) {
            Thread.sleep(PAUSE_MILLIS);
            tell();
        }
    }

    private void tell() throws IOException {
        if (counts != null) {
            Path partial = counts.resolveSibling(counts.getFileName() + ".new");
            Files.writeString(partial, tally.line() + "\n");
            Files.move(partial, counts, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static <T> T onLoop(Vertx vertx, Supplier<Future<T>> work) throws InterruptedException, ExecutionException {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(run -> work.get().onComplete(done));
        return done.future().toCompletionStage().toCompletableFuture().get();
    }
}
