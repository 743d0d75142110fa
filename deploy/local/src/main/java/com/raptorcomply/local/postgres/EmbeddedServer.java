package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts and stops a PostgreSQL server that belongs to one folder.
 *
 * <p>It listens on a free port of the loopback address only, requires a password (SCRAM) from everyone, and keeps
 * committed data through a crash of the machine. The caller must hold the folder's lock. {@link #start} first stops a
 * server that a killed process left behind and removes a stale {@code postmaster.pid}.
 */
public final class EmbeddedServer implements AutoCloseable {
    /** The superuser's name. The caller chooses its password. */
    public static final String SUPERUSER = "postgres";

    private static final int PORT_ATTEMPTS_MAX = 3;
    private static final int START_SECONDS_MAX = 60;
    private static final int CONNECTIONS_MAX = 60;
    private static final int LOG_BYTES_MAX = 65_536;

    private final Tools tools;
    private final Path cluster;
    private final Path log;
    private int port;
    /** The offset in the log file at which this start's log begins. */
    private long logStartOffset;

    private EmbeddedServer(Tools tools, Path folder) {
        this.tools = tools;
        this.cluster = folder.resolve("cluster");
        this.log = folder.resolve("server.log");
    }

    /**
     * Starts the folder's server; creates it first if it is new.
     *
     * @param programsParent the folder into which the programs are unpacked, once
     * @param folder the server's own folder; the data directory must contain it
     */
    public static EmbeddedServer start(Path programsParent, Path folder, String superuserPassword) {
        try {
            Tools tools = new Tools(Programs.unpack(programsParent), Account.ofThisProcess());
            EmbeddedServer server =
                    new EmbeddedServer(tools, Files.createDirectories(folder).toAbsolutePath());
            if (!Files.exists(server.cluster.resolve("PG_VERSION"))) {
                tools.createCluster(server.cluster, SUPERUSER, superuserPassword);
            }
            server.stopLeftover();
            server.startOnFreePort();
            return server;
        } catch (IOException failed) {
            throw new LocalRunException("Could not start PostgreSQL in " + folder + ": " + failed.getMessage(), failed);
        }
    }

    public int port() {
        return port;
    }

    /** Returns the address for the superuser. */
    public ServerAddress address(String superuserPassword) {
        return new ServerAddress("127.0.0.1", port, "postgres", SUPERUSER, superuserPassword);
    }

    /** Returns a line on a full disk from this start's log, because services would wait in vain for such a server. */
    public Optional<String> fullDisk() {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            channel.position(Math.max(logStartOffset, channel.size() - LOG_BYTES_MAX));
            ByteBuffer bytes = ByteBuffer.allocate(LOG_BYTES_MAX);
            while (channel.read(bytes) > 0) {
                // Reads until the end or the limit.
            }
            return StandardCharsets.UTF_8
                    .decode(bytes.flip())
                    .toString()
                    .lines()
                    .filter(line -> line.contains("No space left on device"))
                    .findFirst()
                    .map(line -> "the disk is full: " + line + " (more in " + log + ")");
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Restarts the server after {@link #close}, on the same port. */
    public void startAgain() {
        try {
            startOnPort();
        } catch (IOException failed) {
            throw new LocalRunException("Could not restart PostgreSQL: " + failed.getMessage(), failed);
        }
    }

    /** Stops the server. Committed data stay. */
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
                        "Could not stop PostgreSQL in " + cluster + ": " + failed.getMessage(), failed);
            }
        }
    }

    private void startOnFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                startOnPort();
                return;
            } catch (LocalRunException failed) {
                fullDisk().ifPresent(full -> {
                    throw new LocalRunException("Could not start PostgreSQL: " + full, failed);
                });
                if (attempt == PORT_ATTEMPTS_MAX) {
                    throw failed;
                }
            }
        }
    }

    private void startOnPort() throws IOException {
        logStartOffset = Files.exists(log) ? Files.size(log) : 0;
        tools.command(
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

    /** Returns the options. Passwords here are random, or public in benchmarks, so many SCRAM iterations would protect nothing. */
    private String serverOptions() {
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + CONNECTIONS_MAX,
                "max_wal_size=256MB",
                "scram_iterations=1",
                "log_error_verbosity=terse",
                "log_min_error_statement=panic");
    }

    /**
     * Stops a server that a killed process left running on this folder. The caller holds the folder's lock, so no other
     * run uses it.
     */
    private void stopLeftover() throws IOException {
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

    /**
     * Returns the process with this id if it serves this folder, because the id may belong to another process by now.
     */
    private Optional<ProcessHandle> running(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(cluster.toString()::equals));
    }

    private void stop(String mode) throws IOException {
        tools.command("pg_ctl", "stop", "-w", "-s", "-t", "20", "-m", mode, "-D", cluster.toString())
                .run("stop PostgreSQL");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
