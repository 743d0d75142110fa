package com.raptorcomply.local;

import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.postgres.Databases;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.postgres.ServiceDatabase;
import com.raptorcomply.local.step.ShutdownStack;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds the two databases of a run.
 *
 * @param embedded the server, if the local run started it; empty for a server given by {@code --database-url}
 */
public record Cluster(ServiceDatabase keyservice, ServiceDatabase resources, Optional<EmbeddedServer> embedded) {
    /**
     * Names the system property with a folder for the PostgreSQL programs that several data directories share. Without it,
     * each data directory has its own, which takes two seconds to unpack.
     */
    private static final String PROGRAMS = "raptorcomply.programs";

    /**
     * Starts or connects to the server, and creates missing databases and roles.
     *
     * @param given an administrator of an existing server; empty starts an embedded server in the data directory
     * @param fresh true to drop databases of these names first, because an unfinished first start left them
     */
    public static Cluster open(
            Optional<ServerAddress> given,
            DataDirectory directory,
            Secrets secrets,
            boolean fresh,
            ShutdownStack started) {
        String password = secrets.password("DATABASE_SUPERUSER_PASSWORD");
        Path programs = Path.of(System.getProperty(PROGRAMS, directory.path().toString()));
        Optional<EmbeddedServer> embedded = given.isPresent()
                ? Optional.empty()
                : Optional.of(started.add(EmbeddedServer.start(programs, directory.resolve("postgres"), password)));
        ServerAddress server =
                embedded.map(own -> own.address(password)).or(() -> given).orElseThrow();
        // On a shared server, the prefix distinguishes one data directory's databases from another's.
        String prefix = given.isPresent() ? "raptorcomply_" + secrets.name("DATABASE_PREFIX") + "_" : "";
        return on(server, prefix, secrets, fresh, embedded);
    }

    /**
     * Creates missing databases and roles on a server that has no others.
     *
     * @param server with an account of a superuser
     */
    public static Cluster own(ServerAddress server, Secrets secrets, boolean fresh) {
        Cluster cluster = on(server, "", secrets, fresh, Optional.empty());
        cluster.confine(server);
        return cluster;
    }

    /** Returns the databases of a server that has them, without connecting to it. */
    public static Cluster at(ServerAddress server, Secrets secrets) {
        return new Cluster(
                database(server, "", "keyservice", secrets),
                database(server, "", "resources", secrets),
                Optional.empty());
    }

    private static Cluster on(
            ServerAddress server, String prefix, Secrets secrets, boolean fresh, Optional<EmbeddedServer> embedded) {
        Cluster cluster = new Cluster(
                database(server, prefix, "keyservice", secrets),
                database(server, prefix, "resources", secrets),
                embedded);
        try (Databases databases = Databases.connect(server)) {
            databases.ensure(cluster.keyservice, fresh);
            databases.ensure(cluster.resources, fresh);
        }
        if (embedded.isPresent()) {
            cluster.confine(server);
        }
        return cluster;
    }

    private void confine(ServerAddress server) {
        try (Databases databases = Databases.connect(server)) {
            databases.confine(keyservice);
            databases.confine(resources);
        }
    }

    private static ServiceDatabase database(ServerAddress server, String prefix, String service, Secrets secrets) {
        String secret = service.toUpperCase(Locale.ROOT);
        return new ServiceDatabase(
                server,
                prefix + service,
                secrets.password(secret + "_OWNER_PASSWORD"),
                secrets.password(secret + "_APP_PASSWORD"));
    }
}
