package com.raptorcomply.bench.services;

import com.raptorcomply.local.postgres.Databases;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.postgres.ServiceDatabase;
import com.raptorcomply.local.step.LocalRunException;
import com.raptorcomply.local.step.ShutdownStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a PostgreSQL server and the processes that use it. {@link #close} stops them, and removes the folder unless
 * it is kept for another run.
 */
final class Stand implements AutoCloseable {
    private static final String PASSWORD = "bench";

    private final Run run;
    private final Path folder;
    private final boolean isKept;
    private final FileChannel lock;
    private final EmbeddedServer server;
    private final ShutdownStack started = new ShutdownStack();
    private int port;
    private boolean isClosed;

    private Stand(Run run, Path folder, boolean isKept, FileChannel lock, EmbeddedServer server) {
        this.run = run;
        this.folder = folder;
        this.isKept = isKept;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Starts the server with the memory that the run's options name.
     *
     * @param data the folder to keep and to use again, by one run at a time; null for a temporary one
     */
    static Stand open(Run run, @Nullable Path data) {
        try {
            Path out = Files.createDirectories(run.out).toAbsolutePath();
            Path folder = data == null
                    ? Files.createTempDirectory(out, "stand-")
                    : Files.createDirectories(data).toAbsolutePath();
            FileChannel lock = lock(folder);
            // Makes the folder traversable, because the server may run under another account.
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
            EmbeddedServer server = EmbeddedServer.start(out, folder.resolve("postgres"), PASSWORD);
            Stand stand = new Stand(run, folder, data != null, lock, server);
            Runtime.getRuntime().addShutdownHook(new Thread(stand::close, "end"));
            stand.tune();
            run.progress().step("PostgreSQL with shared_buffers " + run.sharedBuffers);
            return stand;
        } catch (IOException e) {
            throw new LocalRunException("Could not create a folder in " + run.out, e);
        }
    }

    /** Returns the server's administrator. */
    ServerAddress administrator() {
        return server.address(PASSWORD);
    }

    /**
     * Returns a database with its two roles; creates what is missing.
     *
     * @param isFresh true to replace one of that name
     */
    ServiceDatabase database(String name, boolean isFresh) {
        ServiceDatabase database = new ServiceDatabase(administrator(), name, PASSWORD, PASSWORD);
        try (Databases databases = Databases.connect(administrator())) {
            databases.ensure(database, isFresh);
        }
        return database;
    }

    /** Starts a service and waits until it is ready. */
    ServiceProcess service(String name, String label, Map<String, Object> settings) {
        return started.add(ServiceProcess.start(name, nextPort(), settings, run.javaOptions, file(label + ".log"))
                .awaitReady());
    }

    /** Starts a program of the benchmark. Its first argument is the port. */
    ServiceProcess java(String label, Class<?> program, List<String> arguments) {
        return started.add(ServiceProcess.java(program, nextPort(), arguments, file(label + ".log"))
                .awaitReady());
    }

    /** Writes a file of the stand with these lines. */
    Path write(String name, List<String> lines) {
        try {
            return Files.write(file(name + ".txt"), lines);
        } catch (IOException e) {
            throw new LocalRunException("Could not write " + name, e);
        }
    }

    /** Returns the first of two consecutive free ports. */
    int nextPort() {
        for (port = Math.max(port + 2, 19_100); port < 19_900; port += 2) {
            if (isFree(port) && isFree(port + 1)) {
                return port;
            }
        }
        throw new LocalRunException("No free port between 19100 and 19900");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Returns the processor time of the server and all its connections, in seconds. */
    double databaseSeconds() {
        return ProcessorTime.withChildren(postmaster());
    }

    /** Runs statements as the administrator, and tells of those that take a second or longer. */
    void execute(ServiceDatabase database, List<String> statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                long begin = System.nanoTime();
                statement.execute(sql);
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
                if (seconds > 0) {
                    run.progress()
                            .step(seconds + " s: "
                                    + sql.strip().lines().findFirst().orElse(""));
                }
            }
        } catch (SQLException e) {
            throw new LocalRunException("The database rejected a statement: " + e.getMessage(), e);
        }
    }

    /** Returns the number that a query as the administrator has. */
    long number(ServiceDatabase database, String query) {
        try (Connection connection = connect(database);
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new LocalRunException("The database rejected a query: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        started.close();
        server.close();
        if (!isKept) {
            delete();
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new LocalRunException("Could not unlock " + folder, e);
        }
    }

    private Connection connect(ServiceDatabase database) throws SQLException {
        return administrator()
                .as(database.name(), EmbeddedServer.SUPERUSER, PASSWORD)
                .connect();
    }

    private void tune() {
        ServiceDatabase none = new ServiceDatabase(administrator(), "postgres", PASSWORD, PASSWORD);
        execute(
                none,
                List.of(
                        "ALTER SYSTEM SET shared_buffers = '" + run.sharedBuffers + "'",
                        "ALTER SYSTEM SET maintenance_work_mem = '512MB'",
                        "ALTER SYSTEM SET max_parallel_maintenance_workers = 0"));
        server.close();
        server.startAgain();
        Processors.DATABASE.move(postmaster());
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid"))
                    .get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new LocalRunException("PostgreSQL is not running", e);
        }
    }

    /** Locks the folder, because this run would take the server of another one for left behind, and stop it. */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            throw new LocalRunException("Another run uses " + folder);
        }
        return file;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new LocalRunException("Could not delete " + folder, e);
        }
    }
}
