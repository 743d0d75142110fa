package com.raptorcomply.chassis.service;

import ch.qos.logback.classic.LoggerContext;
import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.DefaultYaml;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one service as a process by its command line, and stops it cleanly on SIGTERM and SIGINT, also during its start.
 * Exit status 2 for a wrong command line or setting, 1 for a failed start.
 */
public final class ServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);
    private static final int STOP_SECONDS_MAX = 60;
    /** A start that waits for its database may take forever; it has nothing to close yet. */
    private static final int PENDING_START_SECONDS_MAX = 5;

    private static final int EVENT_LOOP_SECONDS_WARN = 10;
    private static final int EXIT_USAGE = 2;

    private final ServiceName name;
    private final Class<? extends Record> type;
    private final Function<Settings, ? extends Examination<?>> examiner;
    private final BiFunction<Vertx, Settings, Future<? extends RunningService>> starter;
    private final Promise<RunningService> started = Promise.promise();
    private final AtomicBoolean stopping = new AtomicBoolean();

    private ServiceMain(
            ServiceName name,
            Class<? extends Record> type,
            Function<Settings, ? extends Examination<?>> examiner,
            BiFunction<Vertx, Settings, Future<? extends RunningService>> starter) {
        this.name = name;
        this.type = type;
        this.examiner = examiner;
        this.starter = starter;
    }

    /**
     * Implements a service's {@code main}. Returns when the start has begun.
     *
     * @param type the record of all settings
     * @param examiner reads all settings of the service
     */
    public static void run(
            ServiceName name,
            String[] arguments,
            Class<? extends Record> type,
            Function<Settings, ? extends Examination<?>> examiner,
            BiFunction<Vertx, Settings, Future<? extends RunningService>> starter) {
        new ServiceMain(name, type, examiner, starter).run(List.of(arguments));
    }

    /**
     * Returns the options of a service's Vert.x. Blocked event loops are reported late, because the first start loads
     * classes on them, which takes seconds on a busy machine.
     */
    public static VertxOptions vertxOptions() {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setDisableTCCL(true)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setMaxEventLoopExecuteTime(EVENT_LOOP_SECONDS_WARN);
    }

    private void run(List<String> commandLine) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(commandLine);
        } catch (IllegalArgumentException e) {
            System.err.println(name.label() + ": " + e.getMessage() + "; see --help");
            System.exit(EXIT_USAGE);
            return;
        }
        switch (arguments.request()) {
            case HELP -> System.out.println(usage());
            case VERSION ->
                System.out.println(name.label() + " " + ProductVersion.read() + ", Java "
                        + Runtime.version().feature());
            case CHECK -> check(arguments.config());
            case DEFAULTS -> System.out.print(DefaultYaml.of(type));
            case START -> start(arguments.config());
        }
    }

    /** Prints the effective settings as lines of YAML, and connects to nothing. */
    private void check(@Nullable Path config) {
        Vertx vertx = Vertx.vertx();
        Examination<?> read = examiner.apply(loadValidated(vertx, config));
        vertx.close();
        System.out.print(read.yaml());
        read.unknownVariables()
                .forEach(variable ->
                        System.err.println(name.label() + ": environment variable " + variable + " is not a setting"));
    }

    private void start(@Nullable Path config) {
        Vertx vertx = Vertx.vertx(vertxOptions());
        Settings settings = loadValidated(vertx, config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "shutdown"));
        try {
            starter.apply(vertx, settings).onComplete(started::complete, this::failed);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /**
     * Loads settings that have been validated by reading them all once, and the files that they name. On a fault, prints a
     * sentence for each and ends the process.
     */
    private Settings loadValidated(Vertx vertx, @Nullable Path config) {
        List<String> faults;
        try {
            Settings settings = Settings.load(name.settingsPrefix(), config, System.getenv(), Map.of());
            faults = examiner.apply(settings).withFiles(vertx).faults();
            if (faults.isEmpty()) {
                return settings;
            }
        } catch (SettingsException e) {
            faults = List.of(String.valueOf(e.getMessage()));
        }
        faults.stream().flatMap(String::lines).forEach(fault -> System.err.println(name.label() + ": " + fault));
        System.exit(EXIT_USAGE);
        throw new IllegalStateException("The process has ended");
    }

    private void failed(Throwable cause) {
        started.fail(cause);
        if (stopping.get()) {
            return;
        }
        boolean settings = cause instanceof SettingsException;
        if (settings) {
            System.err.println(name.label() + ": " + cause.getMessage());
        } else {
            LOG.atError()
                    .setCause(cause)
                    .addKeyValue(LogKeys.SERVICE, name.label())
                    .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                    .log("Service could not start");
        }
        // Exits on another thread, because the shutdown hook waits for the current event loop.
        new Thread(() -> System.exit(settings ? EXIT_USAGE : 1), "exit").start();
    }

    /**
     * Closes the service, after its start has ended if that is under way, because only a started service drains and
     * lets its requests end.
     */
    private void stop(Vertx vertx) {
        stopping.set(true);
        Future<RunningService> start = started.future();
        if (!start.failed()) {
            LOG.atInfo().addKeyValue(LogKeys.SERVICE, name.label()).log("Service stopping");
        }
        if (!isComplete(start, PENDING_START_SECONDS_MAX)) {
            LOG.atWarn().addKeyValue(LogKeys.SERVICE, name.label()).log("Service stops before its start has ended");
        } else if (start.succeeded()) {
            close(start.result().close());
        }
        close(vertx.close());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.stop();
        }
    }

    private void close(Future<Void> closing) {
        if (!isComplete(closing, STOP_SECONDS_MAX)) {
            LOG.atWarn().addKeyValue(LogKeys.SERVICE, name.label()).log("Service did not stop in time");
        }
    }

    /**
     * Blocks this thread until the future completes, at most for some seconds. A chained future would never complete,
     * because closing Vert.x stops the event loop that would run it.
     */
    private static boolean isComplete(Future<?> awaited, int secondsMax) {
        CountDownLatch completed = new CountDownLatch(1);
        awaited.onComplete(done -> completed.countDown());
        try {
            return completed.await(secondsMax, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String usage() {
        return """
                Runs the service %1$s until SIGTERM or SIGINT ends it.
                usage: %1$s [--config FILE] [--check | --print-default-config]
                  --config FILE  settings in YAML; environment variables (%2$s_...) override them
                  --check        prints the effective settings as YAML with the source of each, secrets masked; starts nothing
                  --print-default-config  prints every setting with its default, as YAML in comments; starts nothing
                  --help         prints this
                  --version      prints the version
                Every setting stands in deploy/docs/SETTINGS.md. A secret may be read from a file: %2$s_..._FILE.
                Exit status 2 for wrong arguments or settings, 1 for a failed start.""".formatted(name.label(), name.settingsPrefix());
    }
}
