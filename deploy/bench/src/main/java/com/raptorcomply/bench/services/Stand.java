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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A temporary folder with a PostgreSQL server and the processes that use it; {@link #close} removes everything. */
final class Stand implements AutoCloseable {
    private static final String PASSWORD = "bench";

    private final Run run;
    private final Path folder;
    private final EmbeddedServer server;
    private final ShutdownStack started = new ShutdownStack();
    private int port;

    private Stand(Run run, Path folder, EmbeddedServer server) {
        this.run = run;
        this.folder = folder;
        this.server = server;
    }

    /** Starts the server with the memory that the run's options name. */
    static Stand open(Run run) {
        try {
            Path folder =
                    Files.createTempDirectory(Files.createDirectories(run.out).toAbsolutePath(), "stand-");
            // Makes the folder traversable, because the server may run under another account.
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
            EmbeddedServer server =
                    EmbeddedServer.start(run.out.toAbsolutePath(), folder.resolve("postgres"), PASSWORD);
            Stand stand = new Stand(run, folder, server);
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

    /** Creates a database with its two roles. */
    ServiceDatabase database(String name) {
        ServiceDatabase database = new ServiceDatabase(administrator(), name, PASSWORD, PASSWORD);
        try (Databases databases = Databases.connect(administrator())) {
            databases.ensure(database, true);
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

    /** Runs statements as the administrator. */
    void execute(ServiceDatabase database, List<String> statements) {
        try (Connection connection = administrator()
                        .as(database.name(), EmbeddedServer.SUPERUSER, PASSWORD)
                        .connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new LocalRunException("The database rejected a statement: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (!Files.exists(folder)) {
                return;
            }
            started.close();
            server.close();
            delete();
        }
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
