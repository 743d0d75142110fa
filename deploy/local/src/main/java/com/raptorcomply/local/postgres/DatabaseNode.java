package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One PostgreSQL server of a pair of primary and standby, in a folder of its own and on a port that never changes. It goes on
 * when this process ends. Each method throws {@link LocalRunException} if the server does not do what it is told.
 */
public final class DatabaseNode {
    private static final int CONNECTIONS_MAX = 120;
    private static final int START_SECONDS_MAX = 60;
    private static final String HOST = "127.0.0.1";

    private final Tools tools;
    private final Path folder;
    private final int port;

    private DatabaseNode(Tools tools, Path folder, int port) {
        this.tools = tools;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Returns the server of a folder, which need not exist.
     *
     * @param programsParent the folder into which the programs are unpacked, once
     */
    public static DatabaseNode in(Path programsParent, Path folder, int port) {
        try {
            Tools tools = new Tools(Programs.unpack(programsParent), Account.ofThisProcess());
            return new DatabaseNode(tools, Files.createDirectories(folder).toAbsolutePath(), port);
        } catch (IOException failed) {
            throw new LocalRunException(
                    "Could not prepare PostgreSQL in " + folder + ": " + failed.getMessage(), failed);
        }
    }

    public int port() {
        return port;
    }

    /** Returns the folder of the data, which PostgreSQL calls PGDATA. */
    public Path cluster() {
        return folder.resolve("cluster");
    }

    public boolean exists() {
        return Files.exists(cluster().resolve("PG_VERSION"));
    }

    public boolean isRunning() {
        if (!exists()) {
            return false;
        }
        try {
            tools.command("pg_ctl", "status", "-D", cluster().toString()).run("see whether PostgreSQL runs");
            return true;
        } catch (IOException | LocalRunException stopped) {
            return false;
        }
    }

    /** Returns true if the server follows a primary, or did when it stopped. */
    public boolean isStandby() {
        return Files.exists(cluster().resolve("standby.signal"));
    }

    public ServerAddress address(String superuserPassword) {
        return new ServerAddress(HOST, port, "postgres", EmbeddedServer.SUPERUSER, superuserPassword);
    }

    /**
     * Creates an empty server whose superuser may also stream from it.
     *
     * @param settings that a copy of this server has, too
     */
    public void create(String superuserPassword, Map<String, String> settings) {
        run("create", () -> {
            tools.createCluster(cluster(), EmbeddedServer.SUPERUSER, superuserPassword);
            Files.writeString(cluster().resolve("postgresql.conf"), lines(settings), StandardOpenOption.APPEND);
        });
    }

    /** Fills the server, which has no data, with those of a backup. */
    public void copyFrom(Path backup) {
        run("restore", () -> Folders.copy(backup, cluster()));
    }

    /** Deletes all data of the server, which must not run. */
    public void delete() {
        run("delete", () -> {
            if (Files.exists(cluster())) {
                Folders.delete(cluster());
            }
        });
    }

    /**
     * Gives the server's data the settings that a base backup starts with, instead of those of the server that it was made of.
     *
     * @param signal {@code standby} or {@code recovery}
     * @param settings by name, as in postgresql.conf; private, because they may hold a password
     */
    public void configure(String signal, Map<String, String> settings) {
        run("configure", () -> {
            Path file = cluster().resolve("postgresql.auto.conf");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, lines(settings));
            Files.writeString(cluster().resolve(signal + ".signal"), "", StandardOpenOption.CREATE);
            tools.account().claim(folder);
        });
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @param settings besides the fixed ones, as {@code name=value} without spaces
     */
    public void start(List<String> settings) {
        String options = String.format(
                Locale.ROOT,
                "-p %d -c listen_addresses=%s -c unix_socket_directories= -c max_connections=%d -c max_wal_size=256MB"
                        + " -c shared_buffers=32MB -c log_error_verbosity=terse -c log_min_error_statement=panic",
                port,
                HOST,
                CONNECTIONS_MAX);
        String all = settings.isEmpty() ? options : options + " -c " + String.join(" -c ", settings);
        String log = folder.resolve("server.log").toString();
        run("start", () -> tools.command(
                        "pg_ctl",
                        "start",
                        "-w",
                        "-s",
                        "-t",
                        "" + START_SECONDS_MAX,
                        "-D",
                        cluster().toString(),
                        "-l",
                        log,
                        "-o",
                        all)
                .run("start PostgreSQL (more in " + log + ")"));
    }

    /** Stops the server as an operator does: it ends all connections, and writes everything down. */
    public void stop() {
        stop("fast");
    }

    /** Stops the server as a crash would: with the next start it recovers from its log. */
    public void crash() {
        stop("immediate");
    }

    /** Makes a standby the primary, and waits until it is. */
    public void promote() {
        run("promote", () -> tools.command(
                        "pg_ctl",
                        "promote",
                        "-w",
                        "-s",
                        "-t",
                        "60",
                        "-D",
                        cluster().toString())
                .run("promote the standby"));
    }

    private static String lines(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        return text.toString();
    }

    private void stop(String mode) {
        run("stop", () -> tools.command(
                        "pg_ctl",
                        "stop",
                        "-w",
                        "-s",
                        "-t",
                        "30",
                        "-m",
                        mode,
                        "-D",
                        cluster().toString())
                .run("stop PostgreSQL"));
    }

    private void run(String what, Step step) {
        try {
            step.run();
        } catch (IOException failed) {
            throw new LocalRunException(
                    "Could not " + what + " the database in " + folder + ": " + failed.getMessage(), failed);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
