package com.raptorcomply.keyservice.cli.rc;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Needs neither a context nor a gateway. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {"Prints the completion for bash and zsh. To use it: source <(rc completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("Not a command of a command line");
        }
        spec.commandLine().getOut().print(AutoComplete.bash("rc", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitStatus.DONE;
    }
}
