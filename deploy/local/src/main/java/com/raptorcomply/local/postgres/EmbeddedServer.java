package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server that belongs to one folder and is started and ended by this process.
 *
 * <p>It listens on the loopback address only, on a free port, asks everyone for a password (SCRAM), and keeps what was
 * committed, also through a crash of the machine. Whoever starts it must hold the folder's lock: a server that a killed
 * process left behind is ended first, and a stale {@code postmaster.pid} is removed.
 */
public final class EmbeddedServer implements AutoCloseable {
    /** The superuser's name; its password is the caller's. */
    public static final String SUPERUSER = "postgres";

    private static final int PORT_ATTEMPTS_MAX = 3;
    private static final int START_SECONDS_MAX = 60;
    private static final int CONNECTIONS_MAX = 60;

    private final Programs programs;
    private final Account account;
    private final Path cluster;
    private final Path log;
    private int port;

    private EmbeddedServer(Programs programs, Account account, Path folder) {
        this.programs = programs;
        this.account = account;
        this.cluster = folder.resolve("cluster");
        this.log = folder.resolve("server.log");
    }

    /**
     * Starts the server of the folder, making it first if it is new.
     *
     * @param programsParent where the programs are unpacked, once
     * @param folder the server's own folder; its parent must be ours too
     */
    public static EmbeddedServer start(Path programsParent, Path folder, String superuserPassword) {
        try {
            Account account = Account.ofThisProcess();
            EmbeddedServer server = new EmbeddedServer(
                    Programs.unpack(programsParent),
                    account,
                    Files.createDirectories(folder).toAbsolutePath());
            if (!Files.exists(server.cluster.resolve("PG_VERSION"))) {
                server.create(superuserPassword);
            }
            server.endLeftover();
            server.startOnFreePort();
            return server;
        } catch (IOException failed) {
            throw new LocalRunException("Could not start PostgreSQL in " + folder + ": " + failed.getMessage(), failed);
        }
    }

    public int port() {
        return port;
    }

    /** Where its superuser connects. */
    public ServerAddress address(String superuserPassword) {
        return new ServerAddress("127.0.0.1", port, "postgres", SUPERUSER, superuserPassword);
    }

    /** Starts it again after {@link #close}, on the port that it had. */
    public void startAgain() {
        try {
            startOnPort();
        } catch (IOException failed) {
            throw new LocalRunException("Could not start PostgreSQL again: " + failed.getMessage(), failed);
        }
    }

    /** Ends the server; what is committed stays. */
    @Override
    public void close() {
        try {
            stop("fast");
        } catch (IOException | LocalRunException slow) {
            try {
                stop("immediate");
            } catch (IOException | LocalRunException failed) {
                failed.addSuppressed(slow);
                throw new LocalRunException(
                        "Could not end PostgreSQL in " + cluster + ": " + failed.getMessage(), failed);
            }
        }
    }

    /** Initializes beside the final place, so that a crash in the middle leaves nothing that looks finished. */
    private void create(String superuserPassword) throws IOException {
        Path folder = cluster.resolveSibling("new");
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
        Path password = cluster.resolveSibling("password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, superuserPassword + "\n");
        account.claim(folder.resolveSibling(""));
        try {
            pg(
                            "initdb",
                            "--pgdata=" + folder,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8")
                    .run("create a PostgreSQL server in " + cluster.getParent());
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(folder, cluster);
    }

    private void startOnFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                startOnPort();
                return;
            } catch (LocalRunException failed) {
                if (attempt == PORT_ATTEMPTS_MAX) {
                    throw failed;
                }
            }
        }
    }

    private void startOnPort() throws IOException {
        pg(
                        "pg_ctl",
                        "start",
                        "-w",
                        "-s",
                        "-t",
                        "" + START_SECONDS_MAX,
                        "-D",
                        cluster.toString(),
                        "-l",
                        log.toString(),
                        "-o",
                        serverOptions())
                .run("start PostgreSQL (more in " + log + ")");
    }

    private String serverOptions() {
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + CONNECTIONS_MAX,
                "max_wal_size=256MB",
                "log_error_verbosity=terse",
                "log_min_error_statement=panic");
    }

    /** Ends what a killed process left running on this folder; the caller holds the folder's lock, so nobody else uses it. */
    private void endLeftover() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> leftover = lines.isEmpty() ? Optional.empty() : running(lines.get(0));
        if (leftover.isPresent()) {
            close();
        }
        Files.deleteIfExists(pidFile);
    }

    /** The postmaster with this process id, if it is one: the number may long belong to something else. */
    private Optional<ProcessHandle> running(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    }

    private void stop(String mode) throws IOException {
        pg("pg_ctl", "stop", "-w", "-s", "-t", "20", "-m", mode, "-D", cluster.toString())
                .run("end PostgreSQL");
    }

    private Command pg(String program, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = programs.program(program).toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Command.of(account, words);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
