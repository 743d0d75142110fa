package com.raptorcomply.local;

import com.raptorcomply.chassis.tls.TlsConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Implements {@code deploy/local/dev-ca}. */
@Command(
        name = "dev-ca",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Creates a certificate authority for development, and a certificate and key for each service. An"
                + " existing authority is kept, and its certificates are replaced.")
public final class CertificatesCommand implements Callable<Integer> {
    private static final List<String> SERVICES = List.of("gateway", "keyservice", "resources");
    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "::1");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Directory for the PEM files")
    private Path out = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "An additional name or address besides localhost and the service's own; may be repeated")
    private List<String> hosts = List.of();

    @Option(names = "--days", paramLabel = "N", defaultValue = "90", description = "Days until the certificates expire")
    private int days;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new CertificatesCommand());
        command.setParameterExceptionHandler(new OneSentence());
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        PrintWriter terminal = Objects.requireNonNull(spec).commandLine().getOut();
        DevelopmentAuthority authority = DevelopmentAuthority.in(out);
        terminal.println("authority   " + authority.certificateFile());
        for (String service : SERVICES) {
            List<String> names = new ArrayList<>(HERE);
            names.add(service);
            names.addAll(hosts);
            TlsConfig issued = authority.issue(service, names, Duration.ofDays(days));
            terminal.printf("%-11s %s  %s%n", service, issued.certificateFile(), issued.keyFile());
        }
        return 0;
    }
}
