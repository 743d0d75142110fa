package com.raptorcomply.keyservice.cli.rc;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the new secret goes; exactly one of them. */
final class TargetOptions {
    @Option(names = "--key-out", paramLabel = "FILE", description = "The file for the new secret")
    private @Nullable Path file;

    @Option(
            names = "--kubernetes-secret",
            paramLabel = "NAMESPACE/SECRET/ENTRY",
            description = "The entry of a Kubernetes Secret, which kubectl applies")
    private @Nullable String kubernetes;

    @Option(
            names = "--key-to",
            paramLabel = "COMMAND",
            description = "A command of the shell that reads the new secret from its standard input")
    private @Nullable String command;

    /** @param kubectl the program for Kubernetes */
    SecretTarget target(String kubectl) {
        if (file != null) {
            return new FileTarget(file);
        }
        return kubernetes != null
                ? new KubernetesTarget(kubectl, kubernetes)
                : new CommandTarget(String.valueOf(command));
    }
}
