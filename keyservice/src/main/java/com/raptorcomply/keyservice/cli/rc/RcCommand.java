package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The part that all commands share: the context, and output as a table for people or as JSON for programs. */
@Command(mixinStandardHelpOptions = true)
abstract class RcCommand implements Callable<Integer> {
    private final Contexts contexts;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--context", paramLabel = "NAME", description = "The context to use, in place of the current one")
    private @Nullable String context;

    @Option(
            names = "--allow-http",
            description = "Sends the key to another machine over plain http, where anybody on the way can read it")
    private boolean allowHttp;

    @Option(names = "--json", description = "Prints JSON")
    private boolean json;

    RcCommand(Contexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public final Integer call() {
        return run();
    }

    /** @return one of {@link ExitStatus} */
    abstract int run();

    final Contexts contexts() {
        return contexts;
    }

    final Connection connect() {
        return contexts.connect(context, allowHttp);
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** Prints an object: as JSON, or these members one a line. */
    final void print(JsonObject object, String... members) {
        if (json) {
            out().println(object.encodePrettily());
        } else {
            table().print(object, members);
        }
    }

    /** Prints a list: as JSON, or as a table of these members. */
    final void print(JsonArray list, String... members) {
        if (json) {
            out().println(list.encodePrettily());
        } else {
            table().print(list, members);
        }
    }

    /** Prints a changed object once every gateway knows it, or after the wait. */
    final int finish(Connection connection, Connection.Answer changed, int waitSeconds, String... members) {
        JsonObject after = changed.object();
        JsonObject receipt = after.getJsonObject("receipt", new JsonObject());
        if (changed.location().isPresent() && !Receipt.isEffective(receipt)) {
            receipt = Receipt.await(connection, receipt, changed.location().get(), waitSeconds);
            after.put("receipt", receipt);
        }
        print(after, members);
        return Receipt.isEffective(receipt) ? ExitStatus.DONE : ExitStatus.PENDING;
    }

    /** Returns the table of the output, for what is printed beside JSON. */
    final Table table() {
        return new Table(out(), isTerminal());
    }

    final boolean allowsHttp() {
        return allowHttp;
    }

    final boolean isJson() {
        return json;
    }

    /** @param total the whole work; 0 if it is not known */
    final Progress progress(long total) {
        return new Progress(err(), isTerminal(), total);
    }

    /** Returns true if a person reads the output. */
    private boolean isTerminal() {
        return spec().commandLine().getColorScheme().ansi().enabled();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("Not a command of a command line");
        }
        return spec;
    }
}
