package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The part that all commands share: the context, and output as a table for people or as JSON for programs. */
@Command(mixinStandardHelpOptions = true)
abstract class RcCommand implements Callable<Integer> {
    private static final String GAP = "  ";

    private final Contexts contexts;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--context", paramLabel = "NAME", description = "The context to use, in place of the current one")
    private @Nullable String context;

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
        return contexts.connect(context);
    }

    final PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("Not a command of a command line");
        }
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        if (spec == null) {
            throw new IllegalStateException("Not a command of a command line");
        }
        return spec.commandLine().getErr();
    }

    /** Prints an object: as JSON, or these members one a line. */
    final void print(JsonObject object, String... members) {
        if (json) {
            out().println(object.encodePrettily());
            return;
        }
        int width = List.of(members).stream().mapToInt(String::length).max().orElse(0);
        for (String member : members) {
            out().println(padded(member, width) + GAP + text(object, member));
        }
    }

    /** Prints a list: as JSON, or as a table of these members. */
    final void print(JsonArray list, String... members) {
        if (json) {
            out().println(list.encodePrettily());
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(members);
        for (Object item : list) {
            String[] row = new String[members.length];
            for (int i = 0; i < members.length; i++) {
                row[i] = text((JsonObject) item, members[i]);
            }
            rows.add(row);
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < members.length; i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(each -> each[column].length())
                        .max()
                        .orElse(0);
                line.append(i == members.length - 1 ? row[i] : padded(row[i], width) + GAP);
            }
            out().println(line.toString().stripTrailing());
        }
    }

    private static String text(JsonObject object, String member) {
        Object value = object.getValue(member);
        return value == null ? "-" : String.valueOf(value);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
