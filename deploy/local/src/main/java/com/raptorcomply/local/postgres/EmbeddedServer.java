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
    private static final int LOG_BYTES_MAX = 65_536;

    private final Tools tools;
    private final Path cluster;
    private final Path log;
    private int port;
    /** Where the log of this start begins. */
    private long logFrom;

    private EmbeddedServer(Tools tools, Path folder) {
        this.tools = tools;
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
            Tools tools = new Tools(Programs.unpack(programsParent), Account.ofThisProcess());
            EmbeddedServer server =
                    new EmbeddedServer(tools, Files.createDirectories(folder).toAbsolutePath());
            if (!Files.exists(server.cluster.resolve("PG_VERSION"))) {
                tools.createCluster(server.cluster, SUPERUSER, superuserPassword);
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

    /** What its log says since this start of a full disk, under which services wait for it in vain. */
    public Optional<String> fullDisk() {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            channel.position(Math.max(logFrom, channel.size() - LOG_BYTES_MAX));
            ByteBuffer bytes = ByteBuffer.allocate(LOG_BYTES_MAX);
            while (channel.read(bytes) > 0) {
                // Until the end or the bound.
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
        logFrom = Files.exists(log) ? Files.size(log) : 0;
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

    /** The process with this number, if it serves this very folder: the number may long belong to something else. */
    private Optional<ProcessHandle> running(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(cluster.toString()::equals));
    }

    private void stop(String mode) throws IOException {
        tools.command("pg_ctl", "stop", "-w", "-s", "-t", "20", "-m", mode, "-D", cluster.toString())
                .run("end PostgreSQL");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
