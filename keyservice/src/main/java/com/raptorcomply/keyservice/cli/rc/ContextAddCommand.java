package com.raptorcomply.keyservice.cli.rc;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Adds or replaces a context, and uses it from now on.",
            "Without --key-file the key is read from standard input, at a terminal without showing it.",
            "With --allow-http the commands of the context need no such option."
        })
final class ContextAddCommand extends RcCommand {
    private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

    private final InputStream in;

    @Parameters(paramLabel = "NAME", description = "Letters, digits, dots, hyphens and underscores")
    private String name = "";

    @Option(names = "--url", paramLabel = "URL", required = true, description = "The address of the gateway")
    private String url = "";

    @Option(names = "--key-file", paramLabel = "FILE", description = "A file that holds the key")
    private @Nullable Path keyFile;

    ContextAddCommand(Contexts contexts, InputStream in) {
        super(contexts);
        this.in = in;
    }

    @Override
    int run() {
        if (!name.matches(NAME_FORM)) {
            throw new RcException(
                    ExitStatus.WRONG, "'" + name + "' is not a name of letters, digits, '.', '-' and '_'");
        }
        URI gateway = Contexts.address(url, allowsHttp());
        Path file = keyFile;
        if (file == null) {
            file = contexts().keyFile(name);
            PrivateFile.write(file, key());
        } else {
            Contexts.key(file);
        }
        contexts().put(name, gateway, file, allowsHttp());
        return ExitStatus.DONE;
    }

    private String key() {
        Console terminal = Terminal.find();
        if (terminal != null) {
            char[] typed = terminal.readPassword("Key: ");
            return required(typed == null ? null : new String(typed));
        }
        try {
            return required(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
        } catch (IOException e) {
            throw new RcException(ExitStatus.WRONG, "standard input cannot be read");
        }
    }

    private static String required(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new RcException(ExitStatus.WRONG, "no key was given");
        }
        return key.strip();
    }
}
